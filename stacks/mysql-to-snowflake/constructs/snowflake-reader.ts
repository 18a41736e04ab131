import { TerraformOutput, type TerraformStack } from "cdktf";
import { objectRights, publishRights, SnowflakeAccess } from "../../constructs/snowflake-access.ts";
import { SnowflakeNotification } from "../../constructs/snowflake-notification.ts";
import { resourceName } from "../../names.ts";
import { publisherUser } from "../../snowflake-publisher.ts";
import { dataPrefix, streamBucketName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import { PUBLISHER_ROLE, READER_ROLE, readPrefixes, snowflakeNext, streamAccess } from "../snowflake.ts";
import { databasesOf } from "../tables.ts";

interface ReaderProps {
  readonly environment: MysqlToSnowflake;
  /** Reference to the bucket. */
  readonly bucket: string;
  /** Key of its objects. */
  readonly keyArn: string;
}

/**
 * Adds the roles with which Snowflake reads the files and publishes failures, and S3's notification of Snowpipe. Without the user that may
 * assume it, a role is not made: IAM takes no principal that does not exist; an output says what to do first.
 */
export function addSnowflakeReader(stack: TerraformStack, { environment, bucket, keyArn }: ReaderProps): void {
  const { snowflake, snowpipeSqsArn } = environment;
  if (snowflake?.iamUserArn !== undefined)
    new SnowflakeAccess(stack, "snowflake", {
      name: resourceName(environment, READER_ROLE),
      iamUserArn: snowflake.iamUserArn,
      externalId: streamAccess(environment).externalId,
      allow: objectRights({ bucketName: streamBucketName(environment), read: readPrefixes(environment), keyArn }),
    });
  addPublisher(stack, environment);
  if (snowpipeSqsArn !== undefined)
    new SnowflakeNotification(stack, "snowpipe-hook", {
      bucket,
      queueArn: snowpipeSqsArn,
      folders: databasesOf(environment).map((database) => ({ id: database, prefix: dataPrefix(database) })),
    });
  const next = snowflakeNext(environment);
  if (next !== undefined) new TerraformOutput(stack, "snowflake_next", { value: next });
}

function addPublisher(stack: TerraformStack, environment: MysqlToSnowflake): void {
  const { notifications } = streamAccess(environment);
  const user = publisherUser(environment.notifications, environment.snowflake);
  if (notifications === undefined || user === undefined) return;
  new SnowflakeAccess(stack, "snowflake-publisher", {
    name: resourceName(environment, PUBLISHER_ROLE),
    ...user,
    allow: publishRights(notifications.topicArn),
  });
}
