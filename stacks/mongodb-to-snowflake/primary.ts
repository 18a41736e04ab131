import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/** Whether the stack owns what all stacks share: the CLEAN bucket, its lifecycle and the notification of Snowpipe. */
export function isPrimary({
  environment,
  region,
  primary,
}: Pick<Environment, "environment" | "region" | "primary">): boolean {
  return environment === primary.environment && region === primary.region;
}

/** The stack itself, then all others in their order. */
export function ownFirst(
  own: MongodbToSnowflake,
  all: readonly MongodbToSnowflake[],
): readonly [MongodbToSnowflake, ...MongodbToSnowflake[]] {
  return [own, ...all.filter((other) => stackName(other) !== stackName(own))];
}
