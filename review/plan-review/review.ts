import type { Problem } from "../../contracts/problem.ts";
import { code } from "../code.ts";
import type { AllowListDiff } from "../contracts-diff/diff.ts";
import { calloutOf } from "./callout.ts";
import { MARKER, planMarkdown } from "./markdown.ts";
import type { StackPlan } from "./plan.ts";

/** A comment of GitHub's holds 65,536 characters. */
const LONGEST = 60_000;

export interface Reviewed {
  /** Undefined where nothing is compared with. */
  readonly diff: AllowListDiff | undefined;
  readonly plans: readonly StackPlan[];
  /** Stacks that there are and of which no plan was given. */
  readonly unplanned: readonly string[];
  readonly problems: readonly Problem[];
}

/** The comment under a pull request: what may leave, then each stack's plan, then the policies. */
export function reviewMarkdown(reviewed: Reviewed): string {
  const whole = comment(reviewed, (plan) => planMarkdown(plan));
  if (whole.length <= LONGEST) return whole;
  // What must be looked at is never left out for the sake of the rest.
  const short = comment(reviewed, (plan) => planMarkdown(plan, "callouts"));
  return `${short.slice(0, LONGEST)}\n\n**Not all of it fits into a comment: the workflow's log has the plans.**`;
}

function comment({ diff, plans, unplanned, problems }: Reviewed, show: (plan: StackPlan) => string): string {
  return [
    MARKER,
    ...(diff === undefined ? [] : [diff.markdown]),
    "## What Terraform would do",
    ...unplanned.map((stack) => `### ${stack}\n\n**There is no plan of it.**`),
    ...plans.map((plan) => show(plan)),
    policies(problems),
  ].join("\n\n");
}

export function reviewJson({ diff, plans, unplanned, problems }: Reviewed): object {
  const called = (what: "data" | "access") => plans.some(({ changes }) => changes.some((it) => calloutOf(it) === what));
  return {
    widens: diff?.widens ?? null,
    losesData: called("data"),
    changesAccess: called("access"),
    unplanned: [...unplanned, ...plans.filter(({ errored }) => errored).map(({ stack }) => stack)],
    problems,
    allowList: diff?.json ?? null,
  };
}

function policies(problems: readonly Problem[]): string {
  const found = problems.map(({ where, problem, remedy }) => `- ${code(`${where}: ${problem}. ${remedy}.`)}`);
  if (found.length === 0) return "## Policies\n\nAll of them hold in every stack.";
  return ["## Policies", "", "**Nothing can be synthesised:**", "", ...found].join("\n");
}
