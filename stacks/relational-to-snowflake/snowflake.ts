import { externalId, roleArn } from "../names.ts";
import { SHORT_NAME, stackId } from "./names.ts";
import type { RelationalToSnowflake } from "./settings.ts";

// What a stack opens to Snowflake in AWS: for the stack, and for the SQL that names it. Without CDKTF.

/** Part of the name of the role that Snowflake assumes to read the lake. */
const READER_ROLE = `${SHORT_NAME}-snowflake`;

/** The role that the lake's storage integration assumes, and with which external id. Its ARN is known whether or not it exists. */
export function lakeAccess(stack: RelationalToSnowflake): { readonly roleArn: string; readonly externalId: string } {
  return { roleArn: roleArn(stack, READER_ROLE), externalId: externalId(stack, stackId(stack)) };
}
