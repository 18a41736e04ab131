import { columnName } from "../../contracts/columns.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import { externalId } from "../names.ts";
import { awaitedUser, nextStep } from "../snowflake-next.ts";
import { BATCH, UPSTREAM } from "./folders.ts";
import { moduleId, postgresRoleArn, ROLES } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

// What the pipeline opens to Snowflake in AWS: for the stack, and for the SQL that names it. Without CDKTF.

/** The role that the storage integration assumes, and with which external id. Its ARN is known whether or not it exists. */
export function unloadAccess(stack: SnowflakeToPostgres): { readonly roleArn: string; readonly externalId: string } {
  return { roleArn: postgresRoleArn(stack, ROLES.unload), externalId: externalId(stack, moduleId(stack, "batch")) };
}

/** The folders of the raw bucket that Snowflake writes to, and reads. */
export const UNLOADED = { write: [BATCH], read: [UPSTREAM] } as const;

/** The storage integration, which a Snowflake account has by name: `CLEARWELL_PRODUCTION_EXPORT_US_WEST_2`. */
export function exportIntegration(stack: SnowflakeToPostgres): string {
  return `${snowflakeIn(stack).database}_EXPORT_${columnName([stack.region])}`.toUpperCase();
}

/** What is to be done until Snowflake can write the parts; undefined if that is done. */
export function snowflakeNext(stack: SnowflakeToPostgres): string | undefined {
  if (stack.snowflake?.iamUserArn !== undefined) return undefined;
  return nextStep(moduleId(stack, "batch"), [awaitedUser(exportIntegration(stack))]);
}
