import type { Contract } from "../contracts/contract.ts";
import { contractsOf } from "../contracts/contracts-of.ts";
import { unlistedKey } from "../contracts/key.ts";
import { PHI_KINDS, PII_KINDS } from "../contracts/kinds.ts";
import { type ListedField, listedFields, pathText } from "../contracts/listed-fields.ts";
import { maskOf } from "../contracts/mask-of.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../contracts/passthrough.ts";
import { ENGINES, type Source, type Sources } from "../contracts/source.ts";

/** The data dictionary: what may leave, of which type and class, for people who do not read TypeScript. */
export function fieldsPage(sources: Sources): string {
  const sections = Object.entries(sources).flatMap(([database, source]) => [
    `## ${database}\n\n${ENGINES[source.engine]}`,
    ...Object.entries(contractsOf(source)).map(([name, contract]) => section(name, contract, source)),
  ]);
  return [
    "# Fields that may leave",
    "Written by `npm run docs` from the contracts. Edit the contracts, not this page. A field without a class is not personal.",
    ...sections,
    "## Classes\n\nThe warehouse masks a field by its class and kind. The kinds are a closed list: `contracts/kinds.ts`.",
    kinds("pii", PII_KINDS),
    kinds("phi", PHI_KINDS),
  ]
    .join("\n\n")
    .concat("\n");
}

function kinds(tag: string, meanings: Readonly<Record<string, string>>): string {
  const rows = Object.entries(meanings).map(([kind, meaning]) => `| ${tag} | ${kind} | ${meaning} |`);
  return ["| class | kind | covers |", "|---|---|---|", ...rows].join("\n");
}

function section(name: string, contract: Contract, { engine }: Source): string {
  const fields = listedFields(contract);
  const rows = [
    ...fields
      .filter(({ isKey }) => !isKey)
      .map((field) => row(field, field.type === "json" ? "whole, as JSON" : "whole")),
    ...fields.filter(({ isKey }) => isKey).map((field) => row(field, "key")),
    ...(engine === "mongodb" ? passing(contract) : []),
  ];
  return [`### ${name}`, "", "| field | kept | type | class |", "|---|---|---|---|", ...rows].join("\n");
}

/** The fields that pass for every collection without being listed. */
function passing(contract: Contract): string[] {
  const types = [
    ...unlistedKey(maskOf(contract)).map((column) => [column, "text", "key"]),
    [TIMESTAMP_COLUMN, "timestamp"],
    [OP_COLUMN, "text"],
  ];
  return types.map(([column, type, kept = "always passes"]) => `| \`${column}\` | ${kept} | ${type} |  |`);
}

function row(field: ListedField, kept: string): string {
  return `| \`${pathText(field.path)}\` | ${kept} | ${field.type} | ${classOf(field)} |`;
}

function classOf({ personal, notPersonal }: ListedField): string {
  if (personal !== undefined) return `${personal.tag} ${personal.kind}`;
  return notPersonal === undefined ? "" : `none: ${notPersonal.reason.replaceAll("|", "\\|")}`;
}
