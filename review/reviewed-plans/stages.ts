import type { Environment } from "../../stacks/environment.ts";
import { CLEAN_BUCKET } from "../../stacks/names.ts";
import { isPrimary } from "../../stacks/primary.ts";
import { outcomeOf } from "../plan-review/outcome.ts";
import type { ResourceChange } from "../plan-review/plan.ts";

/** Which stacks are deployed one after the other: each stage begins when the one before it is done. */
export interface Stages {
  readonly first: readonly Environment[];
  readonly second: readonly Environment[];
  readonly third: readonly Environment[];
}

/**
 * What production gets has been deployed elsewhere: every environment but the primary stack's comes first, then the primary
 * stack, then the rest of its environment. Only the very first deploy begins with the primary stack, for it makes what the
 * others need: the CLEAN bucket and DMS's service roles.
 * @param primaryChanges what the plan of the primary stack changes
 */
export function stagesOf(environments: readonly Environment[], primaryChanges: readonly ResourceChange[]): Stages {
  const primary = environments.filter(isPrimary);
  const names = primary.map(({ environment }) => environment);
  const elsewhere = environments.filter(({ environment }) => !names.includes(environment));
  const third = environments.filter((each) => names.includes(each.environment) && !isPrimary(each));
  return makesCleanBucket(primaryChanges)
    ? { first: primary, second: elsewhere, third }
    : { first: elsewhere, second: primary, third };
}

function makesCleanBucket(changes: readonly ResourceChange[]): boolean {
  return changes.some(
    (change) =>
      change.type === "aws_s3_bucket" && change.change.after?.bucket === CLEAN_BUCKET && outcomeOf(change) === "added",
  );
}
