import { code } from "../code.ts";
import { changedArguments } from "./arguments.ts";
import { type Callout, calloutsOf } from "./callout.ts";
import { OUTCOMES, outcomeOf } from "./outcome.ts";
import type { ResourceChange, StackPlan } from "./plan.ts";
import { madeAgainIn, movedIn, type Renamed } from "./renamed.ts";

/** A workflow finds its earlier comment by this marker. */
export const MARKER = "<!-- clearwell plan review -->";

const NOTHING = "Nothing changes.";

/** A stack's plan for a reviewer: counts, then the callouts, then the rest, folded. */
export function planMarkdown(plan: StackPlan, parts: "all" | "callouts" = "all"): string {
  const { stack, changes, errored } = plan;
  const real = changes.filter((change) => outcomeOf(change) !== undefined);
  const of = (callout: Callout) => real.filter((change) => calloutsOf(change).includes(callout));
  const ops = (command: string) => code(`npm run -s ops -- ${command}`);
  return [
    `### ${stack}`,
    errored ? "**Terraform could not plan all of it.**" : "",
    real.length === 0 ? NOTHING : counts(real),
    callouts("**Data may be lost:**", of("data"), plan),
    callouts(
      `**The task must be stopped first**, or the deploy is refused: ${ops(`stop ${stack}`)}. ` +
        `After the deploy: ${ops(`start ${stack} --resume`)}`,
      of("needs-stop"),
      plan,
    ),
    callouts(
      `**A running task is stopped, and nothing starts it again.** After the deploy: ${ops(`start ${stack} --resume`)}`,
      of("stops"),
      plan,
    ),
    callouts("**A running task is interrupted**, and continues by itself:", of("interrupts"), plan),
    callouts("**Rights change:**", of("access"), plan),
    addresses(
      "**Destroyed and created again under another address**; a `moved` block would keep it:",
      madeAgainIn(changes),
    ),
    addresses("Moved to another address, and kept:", movedIn(changes)),
    parts === "all"
      ? rest(
          real.filter((change) => calloutsOf(change).length === 0),
          plan,
        )
      : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** `2 added, 1 replaced`. */
function counts(changes: readonly ResourceChange[]): string {
  return OUTCOMES.map((outcome) => ({ outcome, count: changes.filter((it) => outcomeOf(it) === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcome}`)
    .join(", ");
}

function callouts(title: string, changes: readonly ResourceChange[], plan: StackPlan): string {
  return changes.length === 0 ? "" : [title, "", ...changes.flatMap((change) => lines(change, plan))].join("\n");
}

function addresses(title: string, renamed: readonly Renamed[]): string {
  const each = renamed.map(({ from, to }) => `- ${code(from)} → ${code(to)}`);
  return each.length === 0 ? "" : [title, "", ...each].join("\n");
}

function rest(changes: readonly ResourceChange[], plan: StackPlan): string {
  if (changes.length === 0) return "";
  const sorted = OUTCOMES.flatMap((outcome) => changes.filter((change) => outcomeOf(change) === outcome));
  return [
    `<details><summary>The rest: ${counts(changes)}</summary>`,
    "",
    ...sorted.flatMap((change) => lines(change, plan)),
    "",
    "</details>",
  ].join("\n");
}

function lines(change: ResourceChange, { synthesised }: StackPlan): string[] {
  const inside = changedArguments(change, synthesised).map((argument) => `  - ${code(argument)}`);
  return [`- ${outcomeOf(change)} ${code(change.address)}`, ...inside];
}
