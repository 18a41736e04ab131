import type { Environment } from "../../stacks/environment.ts";
import { CLEAN_BUCKET } from "../../stacks/names.ts";
import { isPrimary } from "../../stacks/primary.ts";
import { outcomeOf } from "../plan-review/outcome.ts";
import type { ResourceChange } from "../plan-review/plan.ts";

/** The stages of a deploy: each begins when the one before it has finished. */
export interface Stages {
  readonly first: readonly Environment[];
  readonly second: readonly Environment[];
  readonly third: readonly Environment[];
}

/**
 * Production comes after the other environments, and its primary stack before its other regions. Only the very first deploy
 * begins with the primary stack, because it makes what the others need: the CLEAN bucket and DMS's service roles.
 * @param primaryChanges the changes in the plan of the primary stack
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
