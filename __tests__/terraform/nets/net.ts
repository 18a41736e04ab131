import type { Environment } from "../../../stacks/environment.ts";
import type { Provide } from "../provider-in-use.ts";
import type { Stack } from "../stacks.ts";

/** A stack, and what it was made from. */
export interface Subject {
  readonly stack: Stack;
  readonly environment: Environment;
  /** All of them, this one too. */
  readonly environments: readonly Environment[];
  /** Over what `terraform validate` and `terraform test` run. Default: the schema-only provider. */
  readonly provide?: Provide;
}

/** One way to look at a stack. @returns what is wrong with it: nothing, when it is as it should be. */
export type Net = (subject: Subject) => Promise<readonly string[]>;
