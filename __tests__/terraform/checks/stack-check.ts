import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import type { Provide } from "../provider-in-use.ts";
import type { Stack } from "../stacks.ts";

/** A stack, and the environments that it was made of. */
export interface Subject {
  readonly stack: Stack;
  readonly environment: MongodbToSnowflake;
  /** All environments, including this one. */
  readonly environments: readonly MongodbToSnowflake[];
  /** The provider for `terraform validate` and `terraform test`. Default: the schema-only provider. */
  readonly provide?: Provide;
}

/** Checks a stack in one way. @returns the problems */
export type StackCheck = (subject: Subject) => Promise<readonly string[]>;
