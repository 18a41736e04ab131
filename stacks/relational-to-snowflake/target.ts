import type { Sources } from "../../contracts/source.ts";
import type { Lake } from "../../warehouse/snowflake/target.ts";
import type { Environment } from "../environment.ts";
import { relationalToSnowflakeIn } from "./deployments.ts";
import { lakeBucketName, stackId } from "./names.ts";
import type { RelationalToSnowflake } from "./settings.ts";
import { lakeAccess } from "./snowflake.ts";
import { databasesOf, tablesOf } from "./tables.ts";

/** The lakes that dbt reads in an environment, in the order of their regions. Also of stacks whose DMS is off: their bucket stays. */
export function lakesIn(environments: readonly Environment[], sources: Sources, name: string): Lake[] {
  return relationalToSnowflakeIn(environments)
    .filter(({ environment }) => environment === name)
    .toSorted((one, other) => (one.region < other.region ? -1 : 1))
    .map((stack) => lakeOf(stack, sources));
}

function lakeOf(stack: RelationalToSnowflake, sources: Sources): Lake {
  return {
    stack: stackId(stack),
    region: stack.region,
    bucket: lakeBucketName(stack),
    access: lakeAccess(stack),
    refresh: stack.refresh,
    sources: Object.fromEntries(databasesOf(stack).map((database) => [database, tablesOf(stack, sources, database)])),
  };
}
