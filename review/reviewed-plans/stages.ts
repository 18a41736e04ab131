import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { outcomeOf } from "../plan-review/outcome.ts";
import type { ResourceChange } from "../plan-review/plan.ts";

/** The stages of a deploy: each begins when the one before it has finished. */
export interface Stages {
  readonly first: readonly MongodbToSnowflake[];
  readonly second: readonly MongodbToSnowflake[];
  readonly third: readonly MongodbToSnowflake[];
}

/**
 * Production comes after the other environments, and its primary stack before its other regions. Only the very first deploy
 * begins with the primary stack, because it makes what the others need: the CLEAN bucket and DMS's service roles.
 * @param primaryChanges the changes in the plan of the primary stack
 */
export function stagesOf(
  environments: readonly MongodbToSnowflake[],
  primaryChanges: readonly ResourceChange[],
): Stages {
  const primary = environments.filter(isPrimary);
  const names = primary.map(({ environment }) => environment);
  const elsewhere = environments.filter(({ environment }) => !names.includes(environment));
  const third = environments.filter((each) => names.includes(each.environment) && !isPrimary(each));
  return makesCleanBucket(primaryChanges, primary[0]?.cleanBucket.name)
    ? { first: primary, second: elsewhere, third }
    : { first: elsewhere, second: primary, third };
}

function makesCleanBucket(changes: readonly ResourceChange[], name: string | undefined): boolean {
  return changes.some(
    (change) =>
      change.type === "aws_s3_bucket" && change.change.after?.bucket === name && outcomeOf(change) === "added",
  );
}
