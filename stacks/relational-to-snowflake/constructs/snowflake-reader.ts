import { TerraformOutput, type TerraformStack } from "cdktf";
import { objectRights, SnowflakeAccess } from "../../constructs/snowflake-access.ts";
import { resourceName } from "../../names.ts";
import { lakeBucketName } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";
import { lakeAccess, READER_ROLE, readPrefixes, snowflakeNext } from "../snowflake.ts";

/**
 * Adds the role with which Snowflake reads the lake. Without the user that may assume it, the role is not made: IAM takes no principal that
 * does not exist. The bucket's policy must name it.
 * @param keyArn key of the lake's objects
 */
export function addSnowflakeReader(stack: TerraformStack, environment: RelationalToSnowflake, keyArn: string): void {
  const { snowflake } = environment;
  if (snowflake?.iamUserArn !== undefined)
    new SnowflakeAccess(stack, "snowflake", {
      name: resourceName(environment, READER_ROLE),
      iamUserArn: snowflake.iamUserArn,
      externalId: lakeAccess(environment).externalId,
      allow: objectRights({ bucketName: lakeBucketName(environment), read: readPrefixes(environment), keyArn }),
    });
  const next = snowflakeNext(environment);
  if (next !== undefined) new TerraformOutput(stack, "snowflake_next", { value: next });
}
