import {
  S3BucketNotification,
  type S3BucketNotificationQueue,
} from "@cdktf/provider-aws/lib/s3-bucket-notification/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { stackName } from "../../names.ts";
import { cleanPrefix } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

interface SnowpipeNotificationProps {
  /** Reference to the CLEAN bucket. */
  readonly bucket: string;
  /** Snowflake's queue, in the bucket's region. */
  readonly queueArn: string;
  /** Every stack that writes to the bucket, the owner first. */
  readonly writers: readonly MongodbToSnowflake[];
  readonly provider: TerraformProvider;
}

/**
 * Notifies Snowpipe of each new CLEAN object. One resource for the stacks of all regions: a bucket has one notification
 * configuration, and a second resource would silently overwrite the first.
 * https://docs.snowflake.com/en/user-guide/data-load-snowpipe-auto-s3
 */
export class SnowpipeNotification extends Construct {
  constructor(scope: Construct, id: string, { bucket, queueArn, writers, provider }: SnowpipeNotificationProps) {
    super(scope, id);
    new S3BucketNotification(this, "notification", {
      provider,
      bucket,
      queue: writers.map((writer) => notify(queueArn, writer)),
    });
  }
}

function notify(queueArn: string, writer: MongodbToSnowflake): S3BucketNotificationQueue {
  return {
    id: stackName(writer),
    queueArn,
    // Not only Put: a multipart upload ends with another event.
    events: ["s3:ObjectCreated:*"],
    filterPrefix: cleanPrefix(writer),
  };
}
