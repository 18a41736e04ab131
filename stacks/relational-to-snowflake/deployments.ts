import type { Environment } from "../environment.ts";
import { deploymentsOf } from "../pipeline.ts";
import type { RelationalToSnowflake, RelationalToSnowflakeSettings } from "./settings.ts";

/** The stacks of this pipeline, in the order of the environments that name it. */
export function relationalToSnowflakeIn(environments: readonly Environment[]): readonly RelationalToSnowflake[] {
  return deploymentsOf<RelationalToSnowflakeSettings>(environments, "relational-to-snowflake");
}
