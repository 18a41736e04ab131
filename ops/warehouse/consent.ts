import { UserError } from "../../command/user-error.ts";
import { describeChange } from "./describe-change.ts";
import { isFirst, type Plan } from "./plan.ts";

/**
 * Whether an apply may run without being told so: a working tree that is behind what is applied would take masks away, and remove what a
 * newer one has made.
 * @throws UserError that lists what would be opened or removed
 */
export function askBefore(plan: Plan): void {
  const { readers, removes } = plan;
  const taken = isFirst(plan) ? [] : readers.filter(takesAway);
  const opened = taken.map((each) => `${each.view}: ${describeChange(each)}`);
  const removed = removes.map(({ kind, name }) => `removes ${kind} ${name}`);
  const all = [...opened, ...removed];
  if (all.length === 0) return;
  throw new UserError(
    [
      "Is this working tree the newest? Applied, it would open or remove:",
      ...all.map((each) => `  ${each}`),
      "Nothing was done. To do it, add --yes.",
    ].join("\n"),
  );
}

/** A mask, or the limits of a share. A new column in clear was reviewed with its contract, and an older working tree has none. */
function takesAway(change: Plan["readers"][number]): boolean {
  return change.change === "share" || (change.change === "class" && change.before !== undefined);
}
