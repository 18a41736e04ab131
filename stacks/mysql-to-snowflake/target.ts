import type { Sources } from "../../contracts/source.ts";
import type { RowStream } from "../../warehouse/snowflake/target.ts";
import type { Environment } from "../environment.ts";
import { mysqlToSnowflakeIn } from "./deployments.ts";
import { stackId, streamBucketName } from "./names.ts";
import type { MysqlToSnowflake } from "./settings.ts";
import { streamAccess } from "./snowflake.ts";
import { databasesOf, sourceOf, tablesOf } from "./tables.ts";

/** What Snowflake loads of streamed rows in an environment, in the order of its regions. Also of stacks that are off: their bucket stays. */
export function streamsIn(environments: readonly Environment[], sources: Sources, name: string): RowStream[] {
  return mysqlToSnowflakeIn(environments)
    .filter(({ environment }) => environment === name)
    .toSorted((one, other) => (one.region < other.region ? -1 : 1))
    .map((stack) => streamOf(stack, sources))
    .filter((stream) => Object.keys(stream.sources).length > 0);
}

function streamOf(stack: MysqlToSnowflake, sources: Sources): RowStream {
  return {
    stack: stackId(stack),
    region: stack.region,
    bucket: streamBucketName(stack),
    access: streamAccess(stack),
    ...(stack.snowpipeSqsArn === undefined ? {} : { queueArn: stack.snowpipeSqsArn }),
    sources: Object.fromEntries(
      databasesOf(stack).flatMap((database) => {
        const source = sourceOf(sources, database);
        return source === undefined ? [] : [[database, { ...source, tables: tablesOf(stack, sources, database) }]];
      }),
    ),
  };
}
