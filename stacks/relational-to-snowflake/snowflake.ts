import { lakeIntegration } from "../../warehouse/snowflake/names.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import { externalId, roleArn } from "../names.ts";
import { awaitedUser, nextStep } from "../snowflake-next.ts";
import { SHORT_NAME, stackId } from "./names.ts";
import type { RelationalToSnowflake } from "./settings.ts";
import { databasesOf } from "./tables.ts";

// What a stack opens to Snowflake in AWS: for the stack, and for the SQL that names it. Without CDKTF.

/** Part of the name of the role that Snowflake assumes to read the lake. Short: with `snowflake` it would often be too long. */
export const READER_ROLE = `${SHORT_NAME}-reader`;

/** The role that the lake's storage integration assumes, and with which external id. Its ARN is known whether or not it exists. */
export function lakeAccess(stack: RelationalToSnowflake): { readonly roleArn: string; readonly externalId: string } {
  return { roleArn: roleArn(stack, READER_ROLE), externalId: externalId(stack, stackId(stack)) };
}

/** Whether the role exists: IAM takes no principal that does not. */
export function isOpen({ snowflake }: RelationalToSnowflake): boolean {
  return snowflake?.iamUserArn !== undefined;
}

/** The folders of the lake that Snowflake reads: those of the databases. */
export function readPrefixes(stack: RelationalToSnowflake): readonly string[] {
  return databasesOf(stack).map((database) => `${database}/`);
}

/** What is to be done until Snowflake can read the lake; undefined if that is done, or if the environment has no settings for Snowflake. */
export function snowflakeNext(stack: RelationalToSnowflake): string | undefined {
  if (stack.snowflake === undefined || isOpen(stack)) return undefined;
  const integration = lakeIntegration({ snowflake: snowflakeIn(stack) }, stack.region);
  return nextStep(stackId(stack), [awaitedUser(integration)]);
}
