import { TerraformOutput, type TerraformStack } from "cdktf";
import { objectRights, publishRights, SnowflakeAccess } from "../../constructs/snowflake-access.ts";
import { resourceName, stackName } from "../../names.ts";
import { publisherUser } from "../../snowflake-publisher.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { PUBLISHER_ROLE, READER_ROLE, readPrefixes, roleMaker, snowflakeAccess, snowflakeNext } from "../snowflake.ts";

/**
 * Adds the roles that Snowflake assumes, in the one stack of an environment that makes them. Without the user that may assume it, a role
 * is not made: IAM takes no principal that does not exist.
 * @param all the stacks of all environments
 */
export function addSnowflakeRoles(
  stack: TerraformStack,
  environment: MongodbToSnowflake,
  all: readonly MongodbToSnowflake[],
): void {
  const { snowflake } = environment;
  if (snowflake === undefined || stackName(roleMaker(environment, all)) !== stackName(environment)) return;
  const { externalId, notifications } = snowflakeAccess(environment, all);
  if (snowflake.iamUserArn !== undefined)
    new SnowflakeAccess(stack, "snowflake", {
      name: resourceName(environment, READER_ROLE),
      iamUserArn: snowflake.iamUserArn,
      externalId,
      allow: objectRights({ bucketName: environment.cleanBucket.name, read: readPrefixes(environment, all) }),
    });
  const publisher = publisherUser(snowflake.notifications, snowflake);
  if (notifications !== undefined && publisher !== undefined)
    new SnowflakeAccess(stack, "snowflake-alarms", {
      name: resourceName(environment, PUBLISHER_ROLE),
      ...publisher,
      allow: publishRights(notifications.topicArn),
    });
  const next = snowflakeNext(environment, all);
  if (next !== undefined) new TerraformOutput(stack, "snowflake_next", { value: next });
}
