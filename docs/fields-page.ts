import { columnName } from "../contracts/columns.ts";
import type { Contract } from "../contracts/contract.ts";
import { contractsOf } from "../contracts/contracts-of.ts";
import { unlistedKey } from "../contracts/key.ts";
import { IDENTIFIER_KINDS, PHI_KINDS, PII_KINDS } from "../contracts/kinds.ts";
import { type ListedField, listedFields, pathText } from "../contracts/listed-fields.ts";
import { maskOf } from "../contracts/mask-of.ts";
import { OP_COLUMN, SEQUENCE_COLUMN, TIMESTAMP_COLUMN } from "../contracts/passthrough.ts";
import { ENGINES, isReadByWatermark, isRelational, type Source, type Sources } from "../contracts/source.ts";
import type { Table } from "../contracts/table.ts";
import { sqlType } from "../warehouse/snowflake/types.ts";
import { inSnowflake, type Place } from "./snowflake-columns.ts";
import { starSections } from "./star-sections.ts";

/** The data dictionary: what may leave, of which type and class, and where it is, for people who do not read TypeScript. */
export function fieldsPage(sources: Sources): string {
  const sections = Object.entries(sources).flatMap(([database, source]) => [
    `## ${database}\n\n${heading(database, source)}`,
    ...Object.entries(contractsOf(source)).map(([name, contract]) => section(name, contract, source)),
    ...(isReadByWatermark(source) ? starSections(database, source) : []),
  ]);
  return [
    "# Fields that may leave",
    "Written by `npm run docs` from the contracts. Edit the contracts, not this page. A field without a class is not personal.",
    ...(Object.values(sources).some(({ engine }) => engine === "mongodb") ? [VIEWS] : []),
    ...sections,
    "## Types\n\nA value that does not fit its type is NULL, and is counted in the schema `checks_<database>`, in the view of the collection's name.",
    types(),
    "## Classes\n\nThe warehouse masks a field by its class and kind. Who may not see a kind sees `***` in text and NULL in any other type. Where the last column says so, text is a hash with a secret: equal values stay equal, so that they can be joined. The kinds are a closed list: `contracts/kinds.ts`.",
    kinds("pii", PII_KINDS, IDENTIFIER_KINDS.pii),
    kinds("phi", PHI_KINDS, IDENTIFIER_KINDS.phi),
  ]
    .join("\n\n")
    .concat("\n");
}

/** The columns that no contract lists. */
const VIEWS = [
  "In Snowflake, a collection has a view for its rows, and one for each array of objects, in which each element is a row. Beside the fields:",
  [
    "- every view has the document's key, and `_stack`, the stack that replicated the row;",
    "- the view of the rows has `_source_at`, when DMS replicated the row, and `_loaded_at`, when Snowflake loaded it;",
    "- the view of an array has `_<array>_position`, the place of the element from 0, also for each array around it.",
  ].join("\n"),
  "Deleted rows are in no view.",
].join("\n\n");

function heading(database: string, source: Source): string {
  const { engine } = source;
  const schema = `the schema \`analytics_${columnName([database])}\` of each environment's Snowflake database`;
  if (isRelational(source))
    return `${ENGINES[engine]}. Each table has a view of its name in ${schema}, with the time of its last change in \`_source_at\`.`;
  if (isReadByWatermark(source))
    return `${ENGINES[engine]}, read by a watermark. Readers see no table, but the views of a star, in ${schema}; they are below the tables.`;
  if (engine !== "mongodb") return ENGINES[engine];
  return `${ENGINES[engine]}. The views are in ${schema}.`;
}

function section(name: string, contract: Contract, source: Source): string {
  const { engine } = source;
  const fields = listedFields(contract);
  const sorted = [...fields.filter(({ isKey }) => !isKey), ...fields.filter(({ isKey }) => isKey)];
  const lobs = source.engine === "mongodb" ? undefined : source.tables[name]?.lob;
  if (engine !== "mongodb")
    return table(name, COLUMNS, [...sorted.map((field) => words(field, lobs)), ...addedByDms(source)]);
  const place = inSnowflake(name, contract);
  const rows = [
    ...sorted.map((field) => [...words(field), ...placeWords(place.get(pathText(field.path)))]),
    ...unlistedKey(maskOf(contract)).map((key) => [code(key), "text, key", "", ...placeWords(place.get(key))]),
    [code(TIMESTAMP_COLUMN), "timestamp", "", ...placeWords(place.get(TIMESTAMP_COLUMN))],
    [code(OP_COLUMN), "text", "", ...placeWords(undefined)],
  ];
  return table(name, [...COLUMNS, "view", "column"], rows);
}

const COLUMNS = ["field", "type", "class"];

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [`### ${title}`, "", line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** The columns that DMS adds to every table that it reads. */
function addedByDms(source: Source): string[][] {
  if (!isRelational(source)) return [];
  return [
    [code(TIMESTAMP_COLUMN), "timestamp", ""],
    [code(OP_COLUMN), "text", ""],
    [code(SEQUENCE_COLUMN), "text", ""],
  ];
}

function words(field: ListedField, lobs: Table["lob"] = {}): string[] {
  const path = pathText(field.path);
  const type = field.type === "json" ? "json, whole" : field.type;
  const { maxKb } = lobs[path] ?? {};
  const large = maxKb === undefined ? "" : `, up to ${maxKb.toLocaleString("en")} KB`;
  return [code(path), `${type}${large}${field.isKey ? ", key" : ""}`, classOf(field)];
}

function placeWords(place: Place | undefined): [string, string] {
  if (place === undefined) return ["none", ""];
  return [place.view === undefined ? "all" : code(place.view), code(place.column)];
}

function classOf({ personal, notPersonal }: ListedField): string {
  if (personal !== undefined) return `${personal.tag} ${personal.kind}`;
  return notPersonal === undefined ? "" : `none: ${notPersonal.reason.replaceAll("|", "\\|")}`;
}

function types(): string {
  const all = ["text", "integer", "number", "decimal(12,2)", "boolean", "date", "timestamp", "json"] as const;
  return ["| type | Snowflake |", "|---|---|", ...all.map((type) => `| ${type} | ${sqlType(type)} |`)].join("\n");
}

function kinds(tag: string, meanings: Readonly<Record<string, string>>, identifiers: readonly string[]): string {
  const hidden = (kind: string) => (identifiers.includes(kind) ? "a hash" : "`***`");
  const rows = Object.entries(meanings).map(([kind, meaning]) => `| ${tag} | ${kind} | ${meaning} | ${hidden(kind)} |`);
  return ["| class | kind | covers | hidden text |", "|---|---|---|---|", ...rows].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
