import { exportIntegration } from "../../warehouse/snowflake/names.ts";
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

/** What is to be done until Snowflake can write the parts; undefined if that is done. */
export function snowflakeNext(stack: SnowflakeToPostgres): string | undefined {
  if (stack.snowflake?.iamUserArn !== undefined) return undefined;
  return nextStep(moduleId(stack, "batch"), [
    awaitedUser(exportIntegration({ snowflake: snowflakeIn(stack) }, stack.region)),
  ]);
}
