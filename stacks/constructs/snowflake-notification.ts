import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";

interface SnowflakeNotificationProps {
  /** Reference to the bucket. */
  readonly bucket: string;
  /** Snowflake's queue, in the bucket's region. */
  readonly queueArn: string;
  readonly folders: readonly { readonly id: string; readonly prefix: string }[];
  /** Absent: the stack's. */
  readonly provider?: TerraformProvider;
}

/**
 * Notifies Snowflake of each new object in these folders. One resource for all of them: a bucket has one notification configuration, and a
 * second resource would silently overwrite the first.
 * https://docs.snowflake.com/en/user-guide/data-load-snowpipe-auto-s3
 * https://docs.snowflake.com/en/user-guide/tables-external-s3
 */
export class SnowflakeNotification extends Construct {
  constructor(scope: Construct, id: string, { bucket, queueArn, folders, provider }: SnowflakeNotificationProps) {
    super(scope, id);
    new S3BucketNotification(this, "notification", {
      ...(provider === undefined ? {} : { provider }),
      bucket,
      queue: folders.map((folder) => ({
        id: folder.id,
        queueArn,
        // Not only Put: a multipart upload ends with another event.
        events: ["s3:ObjectCreated:*"],
        filterPrefix: folder.prefix,
      })),
    });
  }
}
