import type { Environment } from "../environment.ts";
import { deploymentsOf } from "../pipeline.ts";
import type { MysqlToSnowflake, MysqlToSnowflakeSettings } from "./settings.ts";

/** The stacks of this pipeline, in the order of the environments that name it. */
export function mysqlToSnowflakeIn(environments: readonly Environment[]): readonly MysqlToSnowflake[] {
  return deploymentsOf<MysqlToSnowflakeSettings>(environments, "mysql-to-snowflake");
}
