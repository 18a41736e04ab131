import type { Problem } from "../../contracts/problem.ts";
import { code } from "../code.ts";
import { type Callout, calloutsOf } from "./callout.ts";
import { MARKER, planMarkdown } from "./markdown.ts";
import type { StackPlan } from "./plan.ts";
import type { Reviewed } from "./reviewed.ts";
import { summary } from "./summary.ts";

/** A comment on GitHub has at most 65,536 characters. */
const LONGEST = 60_000;

/** The comment under a pull request: a summary, what may leave, what changes in Snowflake, then each stack's plan, then the policies. */
export function reviewMarkdown(reviewed: Reviewed): string {
  const whole = comment(reviewed, (plan) => planMarkdown(plan));
  if (whole.length <= LONGEST) return whole;
  // The callouts are more important than the rest.
  const short = comment(reviewed, (plan) => planMarkdown(plan, "callouts"));
  // Cuts at the end of a line, so that no code is left open.
  const cut = short.length <= LONGEST ? short : short.slice(0, short.lastIndexOf("\n", LONGEST));
  return `${cut}\n\n**The review is too long for a comment: the workflow's log has the plans.**`;
}

function comment(reviewed: Reviewed, show: (plan: StackPlan) => string): string {
  const { diff, snowflake, plans, unplanned, refused, problems } = reviewed;
  return [
    MARKER,
    summary(reviewed),
    ...(refused.length === 0 ? [] : [`## Refused\n\n${list(refused)}`]),
    ...(diff === undefined ? [] : [diff.markdown]),
    ...(snowflake === undefined ? [] : [snowflake.markdown]),
    "## What Terraform would do",
    ...unplanned.map((stack) => `### ${stack}\n\n**There is no plan.**`),
    ...plans.map((plan) => show(plan)),
    policies(problems),
  ].join("\n\n");
}

export function reviewJson({ diff, snowflake, plans, unplanned, unknown, refused, problems }: Reviewed): object {
  const called = (what: Callout) => plans.some(({ changes }) => changes.some((it) => calloutsOf(it).includes(what)));
  return {
    widens: diff?.widens ?? null,
    losesData: called("data"),
    changesAccess: called("access"),
    stopsTask: called("stops"),
    needsTaskStopped: called("needs-stop"),
    unplanned: [...unplanned, ...plans.filter(({ errored }) => errored).map(({ stack }) => stack)],
    unknown,
    refused,
    problems,
    allowList: diff?.json ?? null,
    snowflake: snowflake?.json ?? null,
  };
}

function policies(problems: readonly Problem[]): string {
  if (problems.length === 0) return "## Policies\n\nAll policies hold in every planned stack.";
  return ["## Policies", "", "**These policies do not hold:**", "", list(problems)].join("\n");
}

function list(problems: readonly Problem[]): string {
  return problems.map(({ where, problem, remedy }) => `- ${code(`${where}: ${problem}. ${remedy}.`)}`).join("\n");
}
