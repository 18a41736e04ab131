import { join } from "node:path";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { keyPaths } from "../../contracts/key.ts";
import type { Mask, Masks } from "../../contracts/mask.ts";
import { countCurrentRows, type RowCounts } from "../current-rows.ts";
import type { CollectionSummary } from "../summary.ts";

/** By namespace, how many documents are alive. */
type LiveDocuments = ReadonlyMap<string, number>;

/**
 * A query over the CLEAN files, beside what MongoDB holds where that is known.
 * @returns whether they agree
 */
export async function showCurrentRows(
  collections: readonly CollectionSummary[],
  cleanFolder: string,
  masks: Masks,
  liveDocuments: LiveDocuments | undefined,
  show: Terminal,
): Promise<boolean> {
  const counts = new Map<string, RowCounts>();
  // A listed collection of which nothing at all has arrived differs, too.
  for (const namespace of liveDocuments?.keys() ?? [])
    if (maskOf(namespace, masks) !== undefined) counts.set(namespace, { rows: 0, current: 0 });
  for (const { namespace, cleanKeys } of collections) {
    if (cleanKeys.length === 0) continue;
    const files = cleanKeys.map((key) => join(cleanFolder, key));
    counts.set(namespace, await countCurrentRows({ files, key: keyPaths(maskOf(namespace, masks) ?? {}) }));
  }
  if (counts.size === 0) return true;
  const { bold, red } = show.colors;
  show.print(bold("\nIn the warehouse: DuckDB over CLEAN, the last row of each key, deletes applied"));
  const head = ["collection", "rows", "current", ...(liveDocuments ? ["in MongoDB", ""] : [])];
  show.print(table([head, ...[...counts].map(([namespace, found]) => row(namespace, found, liveDocuments, show))]));
  const agree =
    !liveDocuments || [...counts].every(([namespace, { current }]) => current === liveDocuments.get(namespace));
  if (!agree) show.print(red("Current rows and live documents differ: changes were lost on the way."));
  return agree;
}

function maskOf(namespace: string, masks: Masks): Mask | undefined {
  const dot = namespace.indexOf(".");
  const collections = masks[namespace.slice(0, dot)] ?? {};
  const collection = namespace.slice(dot + 1);
  return Object.hasOwn(collections, collection) ? collections[collection] : undefined;
}

function row(namespace: string, found: RowCounts, liveDocuments: LiveDocuments | undefined, show: Terminal): string[] {
  const counted = [namespace, found.rows.toLocaleString("en"), found.current.toLocaleString("en")];
  if (!liveDocuments) return counted;
  const live = liveDocuments.get(namespace) ?? 0;
  const { green, red } = show.colors;
  return [...counted, live.toLocaleString("en"), live === found.current ? green("agree") : red("DIFFER")];
}
