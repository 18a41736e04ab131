import type { Sources, WatermarkSource } from "../../contracts/source.ts";
import type { Environment } from "../environment.ts";
import { mysqlToSnowflakeIn } from "./deployments.ts";
import { stackId, streamBucketName } from "./names.ts";
import type { MysqlToSnowflake } from "./settings.ts";
import { streamAccess } from "./snowflake.ts";
import { databasesOf, sourceOf, tablesOf } from "./tables.ts";

/** The bucket of a stack that streams rows, for Snowflake's SQL. */
interface StreamTarget {
  readonly stack: string;
  readonly region: string;
  readonly bucket: string;
  readonly access: { readonly roleArn: string; readonly externalId: string };
  /** Snowpipe's queue. Absent: nobody is notified yet. */
  readonly queueArn?: string;
  /** The sources that the stack reads, with the tables that it reads. */
  readonly sources: { readonly [database: string]: WatermarkSource };
}

/** The streams of an environment, in the order of their regions. Also of stacks that are switched off: their bucket stays. */
export function streamsIn(environments: readonly Environment[], sources: Sources, name: string): StreamTarget[] {
  return mysqlToSnowflakeIn(environments)
    .filter(({ environment }) => environment === name)
    .toSorted((one, other) => (one.region < other.region ? -1 : 1))
    .map((stack) => targetOf(stack, sources));
}

function targetOf(stack: MysqlToSnowflake, sources: Sources): StreamTarget {
  const { region, snowpipeSqsArn } = stack;
  return {
    ...{ stack: stackId(stack), region, bucket: streamBucketName(stack), access: streamAccess(stack) },
    ...(snowpipeSqsArn === undefined ? {} : { queueArn: snowpipeSqsArn }),
    sources: Object.fromEntries(
      databasesOf(stack).flatMap((database) => {
        const source = sourceOf(sources, database);
        if (source === undefined) return [];
        return [[database, { ...source, tables: tablesOf(stack, sources, database) }]];
      }),
    ),
  };
}
