import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { Retry } from "./retry-plan.ts";
import { nameOf } from "./show.ts";

/** What became of one retry. */
export interface Retried extends Omit<Retry, "event"> {
  /** Why Lambda did not take it. */
  readonly refused: string | undefined;
  /** Why a pointer is still in the queue though Lambda took the object. */
  readonly kept: string | undefined;
}

export function showRetried(stack: string, retried: readonly Retried[], gone: readonly string[], out: Terminal): void {
  const { bold, red } = out.colors;
  const rows = [...retried.map(row), ...gone.map((key) => [nameOf({ key }), "gone from RAW, left in the queue"])];
  out.print(rows.length === 0 ? "Nothing to put through again." : table(rows, 2));
  for (const [why, subjects] of byReason(retried)) out.print(red(`${count(subjects, "object")}: ${why}`));
  const taken = retried.filter(({ refused }) => refused === undefined).length;
  if (taken > 0) {
    out.print(bold(`\nLambda has taken ${count(taken, "object")}. It tries three times, with minutes in between:`));
    out.print(`what fails again is back in a while. See  npm run -s ops -- failures ${stack}`);
  }
  if (gone.length > 0) {
    out.print("\nWhat is gone from RAW no retry can bring back: reload its collection, then --forget it.");
  }
}

function row({ subject, isNewer, refused, kept }: Retried): string[] {
  return [nameOf({ key: subject }), outcome(isNewer, refused, kept)];
}

function outcome(isNewer: boolean, refused: string | undefined, kept: string | undefined): string {
  if (refused !== undefined) return "refused, left in the queue";
  if (kept !== undefined)
    return "taken, but its pointer could not be dropped: it will be tried twice, which is harmless";
  return isNewer ? "taken: the newer version, which has overwritten what failed" : "taken";
}

/** How many objects each reason has kept in the queue. */
function byReason(retried: readonly Retried[]): Map<string, number> {
  const reasons = new Map<string, number>();
  for (const { refused, kept } of retried) {
    const why = refused ?? kept;
    if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  return reasons;
}
