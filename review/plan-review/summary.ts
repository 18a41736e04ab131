import { code } from "../code.ts";
import { type Callout, calloutsOf } from "./callout.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { StackPlan } from "./plan.ts";
import { madeAgainIn } from "./renamed.ts";
import type { Reviewed } from "./reviewed.ts";

/** A line for each thing that a reviewer must know first, dangers before the rest; then a table of outcomes by stack. */
export function summary({ diff, snowflake, plans, unplanned, unknown, refused, problems }: Reviewed): string {
  const stacks = (of: (plan: StackPlan) => boolean) => named(plans.filter(of).map(({ stack }) => stack));
  const called = (...which: readonly Callout[]) =>
    stacks(({ changes }) => changes.some((change) => calloutsOf(change).some((callout) => which.includes(callout))));
  const lines = [
    diff?.verdict ?? (plans.length === 0 ? "**What leaves is not known:** nothing was planned." : ""),
    line("**Readers of Snowflake see more in clear:**", named(snowflake?.opened ?? [])),
    line("**Data may be lost:**", called("data")) || "No plan loses data.",
    line("**The task must be stopped before the deploy:**", called("needs-stop")),
    line("**A running task is stopped, and must be started again:**", called("stops")),
    line("**A running task is interrupted:**", called("interrupts")),
    line("**Rights change:**", called("access")) || "No rights change.",
    line(
      "**A resource is destroyed and created again under another address:**",
      stacks(({ changes }) => madeAgainIn(changes).length > 0),
    ),
    line("**There is no plan of:**", named(unplanned)),
    line(
      "**The plan is incomplete for:**",
      stacks(({ errored }) => errored),
    ),
    line("**New, and planned only after the merge** (docs/github.md):", named(unknown)),
    refused.length > 0 ? "**The synthesised stacks are refused, so nothing is planned.**" : "",
    problems.length > 0 ? "**A policy does not hold.**" : "",
  ];
  const list = lines.filter((each) => each !== "").map((each) => `- ${each}`);
  return ["## Summary", list.join("\n"), table(plans, unplanned)].join("\n\n");
}

function named(names: readonly string[]): string {
  return names.map(code).join(", ");
}

function line(title: string, stacks: string): string {
  return stacks === "" ? "" : `${title} ${stacks}`;
}

const COLUMNS: readonly Outcome[] = ["added", "changed", "replaced", "destroyed", "forgotten"];

function table(plans: readonly StackPlan[], unplanned: readonly string[]): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const rows = [
    ...plans.map((plan) => ({ stack: plan.stack, cells: COLUMNS.map((outcome) => count(plan, outcome)) })),
    ...unplanned.map((stack) => ({ stack, cells: COLUMNS.map(() => "?") })),
  ].sort((one, other) => one.stack.localeCompare(other.stack));
  return [
    row(["stack", ...COLUMNS]),
    row(["---", ...COLUMNS.map(() => "---:")]),
    ...rows.map(({ stack, cells }) => row([code(stack), ...cells])),
  ].join("\n");
}

function count({ changes }: StackPlan, outcome: Outcome): number {
  return changes.filter((change) => outcomeOf(change) === outcome).length;
}
