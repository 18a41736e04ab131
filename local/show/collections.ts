import { count } from "../../command/count.ts";
import { didYouMean } from "../../command/did-you-mean.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";
import { listAbsent } from "../../ops/preview/meant-columns.ts";
import type { CleanResult } from "../clean-all.ts";
import type { CollectionSummary } from "../summary.ts";

const ROWS = ["collection", "objects", "failed", "rows in", "rows out", "deletes", "malformed"];
const COLUMNS = ["collection", "columns kept", "dropped", "RAW", "CLEAN"];

const MALFORMED =
  "malformed: JSON that can't be read, for example truncated by LobMaxSize; the field is left out, its row lands";

/** Most failed objects that are shown. */
const MOST_FAILED = 20;

/** Prints a line for each collection, then the skipped and the failed objects. */
export function showCollections(
  collections: readonly CollectionSummary[],
  { cleaned, skipped, failed }: CleanResult,
  listed: readonly string[],
  show: Terminal,
): void {
  const { bold, yellow } = show.colors;
  show.print(bold("\nBy collection"));
  if (collections.length === 0) show.print("  nothing was cleaned");
  else {
    show.print(`${table([ROWS, ...collections.map(rows)])}\n`);
    show.print(table([COLUMNS, ...collections.map(columns)]));
  }
  if (collections.some(({ malformed }) => malformed > 0)) show.print(wrap(MALFORMED, 2));
  for (const { namespace, absent, droppedNames } of collections)
    if (absent.length > 0)
      show.print(yellow(wrap(`${namespace} lacks what is listed: ${listAbsent(absent, droppedNames)}`, 2)));
  showSkipped(skipped, listed, show);
  if (failed.length > 0) showFailed(failed, cleaned.length + failed.length, show);
}

/** Prints a line for each folder, because every object of an unlisted collection is skipped. */
function showSkipped(skipped: CleanResult["skipped"], listed: readonly string[], show: Terminal): void {
  const counts = new Map<string, number>();
  for (const { rawKey, reason } of skipped) {
    const what = `${rawKey.slice(0, rawKey.lastIndexOf("/") + 1)}: ${reason}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  for (const [what, objects] of counts) {
    const collection = /([^/]+)\/: unlisted-collection$/.exec(what)?.[1];
    const meant = collection === undefined ? "" : didYouMean(collection, listed);
    show.print(show.colors.yellow(wrap(`skipped ${count(objects, "object")} of ${what}${meant && `.${meant}`}`, 2)));
  }
}

function showFailed(failed: CleanResult["failed"], all: number, show: Terminal): void {
  const { red } = show.colors;
  show.print(red(`  ${failed.length} of ${count(all, "object")} failed. CLEAN has nothing of what failed:`));
  for (const { rawKey, error } of failed.slice(0, MOST_FAILED))
    show.print(red(`  failed ${rawKey}\n${wrap(error, 4)}`));
  if (failed.length > MOST_FAILED)
    show.print(red(`  and ${failed.length - MOST_FAILED} more, which are in lambda.log`));
}

function rows({ namespace, objects, failed, rowsIn, rowsOut, deletes, malformed }: CollectionSummary): string[] {
  return [namespace, ...[objects, failed, rowsIn, rowsOut, deletes, malformed].map(number)];
}

function columns({ namespace, kept, dropped, bytesIn, bytesOut }: CollectionSummary): string[] {
  return [namespace, number(kept), number(dropped), size(bytesIn), size(bytesOut)];
}

function number(amount: number): string {
  return amount.toLocaleString("en");
}

function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
