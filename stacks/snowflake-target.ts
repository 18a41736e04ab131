import type { Sources } from "../contracts/source.ts";
import { snowflakeIn } from "../warehouse/snowflake/settings.ts";
import type { Target } from "../warehouse/snowflake/target.ts";
import type { Environment } from "./environment.ts";
import { cleanIn } from "./mongodb-to-snowflake/target.ts";
import { streamsIn } from "./mysql-to-snowflake/target.ts";
import { lakesIn } from "./relational-to-snowflake/target.ts";
import { exportsIn } from "./snowflake-to-postgres/target.ts";

/**
 * What Snowflake's SQL of an environment depends on. Each pipeline says what it brings: collections that pipes load from CLEAN, tables
 * that dbt reads in lakes, rows of which a star is made, and tables that are exported. All are in the environment's one database.
 * @param name of an environment with at least one stack
 */
export function targetOf(environments: readonly Environment[], sources: Sources, name: string): Target {
  const first = environments.find(({ environment }) => environment === name);
  if (first === undefined) throw new Error(`${name} has no stack`);
  return {
    environment: name,
    snowflake: snowflakeIn(first),
    bucket: first.cleanBucket.name,
    ...cleanIn(environments, sources, name),
    lakes: lakesIn(environments, sources, name),
    streams: streamsIn(environments, sources, name),
    exports: exportsIn(environments, sources, name),
  };
}
