import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { Retry } from "./retry-plan.ts";
import { nameOf } from "./show.ts";

/** The outcome of one retry. */
export interface Retried extends Omit<Retry, "event"> {
  /** Why Lambda refused it; undefined if it was accepted. */
  readonly refused: string | undefined;
  /** Why the message could not be deleted although Lambda accepted the object. */
  readonly kept: string | undefined;
}

export function showRetried(stack: string, retried: readonly Retried[], gone: readonly string[], out: Terminal): void {
  const { bold, red } = out.colors;
  const rows = [...retried.map(row), ...gone.map((key) => [nameOf({ key }), "gone from RAW, left in the queue"])];
  out.print(rows.length === 0 ? "Nothing to retry." : table(rows, 2));
  for (const [why, subjects] of byReason(retried)) out.print(red(`${count(subjects, "object")}: ${why}`));
  const accepted = retried.filter(({ refused }) => refused === undefined).length;
  if (accepted > 0) {
    out.print(bold(`\nLambda has accepted ${count(accepted, "object")}. It makes three attempts, minutes apart;`));
    out.print(`what fails again comes back into the queue. See  npm run -s ops -- failures ${stack}`);
  }
  if (gone.length > 0) {
    out.print("\nWhat is gone from RAW can't be retried: reload its collection, then --forget it.");
  }
}

function row({ subject, isNewer, refused, kept }: Retried): string[] {
  return [nameOf({ key: subject }), outcome(isNewer, refused, kept)];
}

function outcome(isNewer: boolean, refused: string | undefined, kept: string | undefined): string {
  if (refused !== undefined) return "refused, left in the queue";
  if (kept !== undefined)
    return "accepted, but its message could not be deleted: a later retry cleans it twice, which is harmless";
  return isNewer ? "accepted: the newer version, which has overwritten the one that failed" : "accepted";
}

/** The number of objects for each reason why something was refused or not deleted. */
function byReason(retried: readonly Retried[]): Map<string, number> {
  const reasons = new Map<string, number>();
  for (const { refused, kept } of retried) {
    const why = refused ?? kept;
    if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  return reasons;
}
