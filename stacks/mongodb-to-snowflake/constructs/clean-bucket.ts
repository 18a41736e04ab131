import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { PrivateBucket } from "../../constructs/private-bucket.ts";
import { stackName } from "../../names.ts";
import { cleanPrefix } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

interface CleanBucketProps {
  /** Every stack that writes to the bucket, the owner first. */
  readonly writers: readonly [MongodbToSnowflake, ...MongodbToSnowflake[]];
  readonly provider: TerraformProvider;
}

/**
 * The bucket that all stacks share. Only its owner can set its lifecycle, so the lifecycle has a rule for the prefix of every stack:
 * without one, a stack's objects would stay for ever. It is encrypted with S3's own key, so that no writer and no reader needs rights
 * on a key of another stack.
 */
export class CleanBucket extends Construct {
  readonly bucket: string;

  constructor(scope: Construct, id: string, { writers, provider }: CleanBucketProps) {
    super(scope, id);
    const [owner] = writers;
    this.bucket = new PrivateBucket(this, "clean", {
      bucketName: owner.cleanBucket.name,
      denials: [],
      lifecycleRules: writers.map(expire),
      provider,
    }).bucket;
  }
}

function expire(writer: MongodbToSnowflake): S3BucketLifecycleConfigurationRule {
  return {
    id: `expire-${stackName(writer)}`,
    status: "Enabled",
    filter: [{ prefix: cleanPrefix(writer) }],
    expiration: [{ days: writer.retention.cleanDays }],
  };
}
