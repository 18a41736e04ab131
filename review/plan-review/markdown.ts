import { code } from "../code.ts";
import { changedArguments } from "./arguments.ts";
import { calloutOf } from "./callout.ts";
import { OUTCOMES, outcomeOf } from "./outcome.ts";
import type { ResourceChange, StackPlan } from "./plan.ts";

/** By which a workflow finds the comment that it wrote before. */
export const MARKER = "<!-- clearwell plan review -->";

const NOTHING = "Nothing changes.";

/** A stack's plan for a reviewer: how much of what, then what he must look at, then all of it, folded. */
export function planMarkdown({ stack, changes, errored }: StackPlan, parts: "all" | "callouts" = "all"): string {
  const real = changes.filter((change) => outcomeOf(change) !== undefined);
  return [
    `### ${stack}`,
    errored ? "**Terraform could not plan all of it.**" : "",
    real.length === 0 ? NOTHING : counts(real),
    callouts(
      "**Data may be lost:**",
      real.filter((change) => calloutOf(change) === "data"),
    ),
    callouts(
      "**Who may do what changes:**",
      real.filter((change) => calloutOf(change) === "access"),
    ),
    parts === "all" ? rest(real.filter((change) => calloutOf(change) === undefined)) : "",
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

function callouts(title: string, changes: readonly ResourceChange[]): string {
  return changes.length === 0 ? "" : [title, "", ...changes.flatMap(lines)].join("\n");
}

function rest(changes: readonly ResourceChange[]): string {
  if (changes.length === 0) return "";
  const sorted = OUTCOMES.flatMap((outcome) => changes.filter((change) => outcomeOf(change) === outcome));
  return [
    `<details><summary>The rest: ${counts(changes)}</summary>`,
    "",
    ...sorted.flatMap(lines),
    "",
    "</details>",
  ].join("\n");
}

function lines(change: ResourceChange): string[] {
  const inside = changedArguments(change).map((argument) => `  - ${code(argument)}`);
  return [`- ${outcomeOf(change)} ${code(change.address)}`, ...inside];
}
