import type { Construct } from "constructs";
import { SnowflakeAccess, unloadRights } from "../../constructs/snowflake-access.ts";
import { postgresName, ROLES, rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { UNLOADED, unloadAccess } from "../snowflake.ts";

/**
 * Adds the role with which Snowflake writes parts. Without the user that may assume it, the role is not made: IAM takes no principal that does not
 * exist.
 */
export function addUnloadRole(scope: Construct, environment: SnowflakeToPostgres, keyArn: string): void {
  const iamUserArn = environment.snowflake?.iamUserArn;
  if (iamUserArn === undefined) return;
  new SnowflakeAccess(scope, "snowflake", {
    name: postgresName(environment, ROLES.unload),
    iamUserArn,
    externalId: unloadAccess(environment).externalId,
    allow: unloadRights({ bucketName: rawBucketName(environment), ...UNLOADED, keyArn }),
  });
}
