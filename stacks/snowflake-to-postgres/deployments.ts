import type { Environment } from "../environment.ts";
import { deploymentsOf } from "../pipeline.ts";
import type { SnowflakeToPostgres, SnowflakeToPostgresSettings } from "./settings.ts";

/** Where this pipeline runs, in the order of the environments that name it. */
export function snowflakeToPostgresIn(environments: readonly Environment[]): readonly SnowflakeToPostgres[] {
  return deploymentsOf<SnowflakeToPostgresSettings>(environments, "snowflake-to-postgres");
}
