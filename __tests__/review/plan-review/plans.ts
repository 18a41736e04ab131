import type { ResourceChange, StackPlan, Values } from "../../../review/plan-review/plan.ts";
import { reviewJson, reviewMarkdown } from "../../../review/plan-review/review.ts";
import type { Reviewed } from "../../../review/plan-review/reviewed.ts";

type Change = ResourceChange["change"];

/** A change of one resource, as Terraform writes it. */
export function change(address: string, actions: readonly string[], more: Partial<Change> = {}): ResourceChange {
  const [type = ""] = address.split(".");
  return { address, mode: "managed", type, change: { actions, before: null, after: null, ...more } };
}

export const added = (address: string, after: Values = {}) => change(address, ["create"], { after });
export const destroyed = (address: string, before: Values = {}) => change(address, ["delete"], { before });
export const updated = (address: string, before: Values, after: Values, more: Partial<Change> = {}) =>
  change(address, ["update"], { before, after, ...more });

/** A policy of one statement. */
export const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

const NOTHING_SYNTHESISED = { provider: { aws: [] }, terraform: {} };

export const QUIET: StackPlan = {
  stack: "production-eu-west-1",
  errored: false,
  changes: [change("aws_s3_bucket.raw", ["no-op"])],
  synthesised: NOTHING_SYNTHESISED,
};

const REVIEWED: Reviewed = {
  snowflake: undefined,
  diff: undefined,
  plans: [QUIET],
  unplanned: [],
  unknown: [],
  refused: [],
  problems: [],
};

export const plan = (...changes: StackPlan["changes"]): StackPlan => ({ ...QUIET, stack: "it", changes });
export const markdown = (more: Partial<Reviewed>) => reviewMarkdown({ ...REVIEWED, ...more });
export const json = (more: Partial<Reviewed>) => reviewJson({ ...REVIEWED, ...more });
export const review = (...changes: StackPlan["changes"]) => markdown({ plans: [plan(...changes)] });
