import { streamIntegration } from "../../warehouse/snowflake/names.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import { externalId, roleArn } from "../names.ts";
import { awaitedUser, nextStep } from "../snowflake-next.ts";
import { dataPrefix, SHORT_NAME, stackId } from "./names.ts";
import type { MysqlToSnowflake } from "./settings.ts";
import { databasesOf } from "./tables.ts";

// What a stack opens to Snowflake in AWS: for the stack, and for the SQL that names it. Without CDKTF.

/** Part of the name of the role that Snowflake assumes to read the files. */
export const READER_ROLE = `${SHORT_NAME}-reader`;

/** The role that the storage integration assumes, and with which external id. Its ARN is known whether or not it exists. */
export function streamAccess(stack: MysqlToSnowflake): { readonly roleArn: string; readonly externalId: string } {
  return { roleArn: roleArn(stack, READER_ROLE), externalId: externalId(stack, stackId(stack)) };
}

/** The folders of the bucket that Snowflake reads: those of the databases. Never what Firehose could not transform. */
export function readPrefixes(stack: MysqlToSnowflake): readonly string[] {
  return databasesOf(stack).map(dataPrefix);
}

/** What is to be done until Snowflake can read the files; undefined if that is done, or if the environment has no settings for Snowflake. */
export function snowflakeNext(stack: MysqlToSnowflake): string | undefined {
  if (stack.snowflake === undefined || stack.snowflake.iamUserArn !== undefined) return undefined;
  const integration = streamIntegration({ snowflake: snowflakeIn(stack) }, stack.region);
  return nextStep(stackId(stack), [awaitedUser(integration)]);
}
