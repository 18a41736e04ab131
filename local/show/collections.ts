import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { listAbsent } from "../../ops/preview/meant-columns.ts";
import type { CleanResult } from "../clean-all.ts";
import type { CollectionSummary } from "../summary.ts";

const HEAD = [
  "collection",
  "objects",
  "rows in",
  "rows out",
  "deletes",
  "malformed",
  "kept",
  "dropped",
  "RAW",
  "CLEAN",
];

const MALFORMED =
  "  malformed: JSON that can't be read, cut off by LobMaxSize say; the field is left out, its row lands";

/** A line a collection, then what was skipped and what failed. */
export function showCollections(collections: readonly CollectionSummary[], result: CleanResult, show: Terminal): void {
  const { bold, red, yellow } = show.colors;
  show.print(bold("\nBy collection (kept and dropped: columns)"));
  show.print(collections.length === 0 ? "  nothing was cleaned" : table([HEAD, ...collections.map(row)]));
  if (collections.some(({ malformed }) => malformed > 0)) show.print(MALFORMED);
  for (const { namespace, absent, droppedNames } of collections)
    if (absent.length > 0)
      show.print(yellow(`  ${namespace} lacks what is listed: ${listAbsent(absent, droppedNames)}`));
  for (const { rawKey, reason } of result.skipped) show.print(yellow(`  skipped ${rawKey}: ${reason}`));
  for (const { rawKey, error } of result.failed) show.print(red(`  failed ${rawKey}: ${error}`));
}

function row(summary: CollectionSummary): string[] {
  const { objects, rowsIn, rowsOut, deletes, malformed, kept, dropped } = summary;
  const counts = [objects, rowsIn, rowsOut, deletes, malformed, kept, dropped].map((count) =>
    count.toLocaleString("en"),
  );
  return [summary.namespace, ...counts, size(summary.bytesIn), size(summary.bytesOut)];
}

function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
