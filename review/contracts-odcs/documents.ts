import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { type OdcsContract, odcsOf } from "../../contracts/odcs.ts";
import type { Source, Sources } from "../../contracts/source.ts";
import { sourcesOf } from "../contracts-page/sources.ts";

/** One YAML document per source, by the name of its file: `legion.odcs.yaml`. */
export async function odcsDocuments(
  sources: Sources,
  repository: string,
  version: string,
): Promise<ReadonlyMap<string, string>> {
  const documents = Object.entries(sources).map(async ([database, source]) => {
    const contract = odcsOf(database, source, await purposesOf(source, repository));
    return [`${database}.odcs.yaml`, toYaml({ version: versionOf(contract, version), ...contract })] as const;
  });
  return new Map(await Promise.all(documents));
}

/** What each collection or table is for: the doc comment above its contract. */
async function purposesOf(source: Source, repository: string): Promise<ReadonlyMap<string, string>> {
  const listed = source.engine === "mongodb" ? source.collections : source.tables;
  const found = await sourcesOf(listed, repository);
  return new Map([...found].map(([name, { purpose }]) => [name, purpose.join("\n\n")]));
}

/** A semantic version that changes with the content, so that a catalogue never has two contents of one version. */
function versionOf(contract: OdcsContract, version: string): string {
  return `${version}+${createHash("sha256").update(JSON.stringify(contract)).digest("hex").slice(0, 8)}`;
}

const HEADING = "# Made by `npm run contracts:odcs` from the contracts; change those, not this.\n";

/** Quoted so that a reader of YAML 1.1 gets the same: there, `no` and `on` are booleans. */
function toYaml(contract: object): string {
  return HEADING + stringify(contract, { compat: "yaml-1.1", lineWidth: 0 });
}
