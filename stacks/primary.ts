import type { Environment } from "./environment.ts";
import { stackName } from "./names.ts";

/** Whether the stack owns what all stacks share: the CLEAN bucket, its lifecycle and the notification of Snowpipe. */
export function isPrimary({ environment, region }: Environment): boolean {
  return environment === "production" && region === "us-west-2";
}

/** The stack itself, then all others in their order. */
export function ownFirst(own: Environment, all: readonly Environment[]): readonly Environment[] {
  return [own, ...all.filter((other) => stackName(other) !== stackName(own))];
}
