import type { Sources } from "../../contracts/source.ts";
import type { RowExport } from "../../warehouse/snowflake/target.ts";
import type { Environment } from "../environment.ts";
import { snowflakeToPostgresIn } from "./deployments.ts";
import { moduleId, rawBucketName } from "./names.ts";
import { unloadAccess } from "./snowflake.ts";
import { tablesOf } from "./tables.ts";

/** What leaves Snowflake in an environment, in the order of its regions. Also of stacks that are off: their bucket stays. */
export function exportsIn(environments: readonly Environment[], sources: Sources, name: string): RowExport[] {
  return snowflakeToPostgresIn(environments)
    .filter(({ environment }) => environment === name)
    .toSorted((one, other) => (one.region < other.region ? -1 : 1))
    .map((stack) => ({
      stack: moduleId(stack, "batch"),
      region: stack.region,
      bucket: rawBucketName(stack),
      access: unloadAccess(stack),
      database: stack.database,
      tables: Object.fromEntries(tablesOf(stack, sources).map(({ name, contract }) => [name, contract])),
    }));
}
