import { S3BucketMetric } from "@cdktf/provider-aws/lib/s3-bucket-metric/index.js";
import { Construct } from "constructs";
import { addDataKey } from "../../constructs/data-key.ts";
import { PrivateBucket } from "../../constructs/private-bucket.ts";
import { bucketArn, roleArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { DELIVERY_ROLE, ERROR_PREFIX, mysqlName, streamBucketName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import { streamAccess } from "../snowflake.ts";

/**
 * The bucket to which Firehose writes: rows under `data/`, and what it could not transform, as it came, under `errors/`. Not versioned: an
 * expired row would remain as an old version.
 */
export class StreamBucket extends Construct {
  readonly bucket: string;
  /** The key that encrypts the objects and the streams. */
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { environment }: { readonly environment: MysqlToSnowflake }) {
    super(scope, id);
    const bucketName = streamBucketName(environment);
    const { dataDays, errorDays } = environment.retention;
    this.keyArn =
      environment.streamKeyArn ??
      addDataKey(this, { of: "rows in streams and files", alias: mysqlName(environment, "stream") });
    this.bucket = new PrivateBucket(this, "stream", {
      bucketName,
      kmsKeyArn: this.keyArn,
      denials: denials(bucketName, environment),
      lifecycleRules: [expiry("expire-rows", "data/", dataDays), expiry("expire-errors", ERROR_PREFIX, errorDays)],
    }).bucket;
    // S3 counts requests only under prefixes that it is told. https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-configurations.html
    new S3BucketMetric(this, "errors-metric", {
      bucket: this.bucket,
      name: ERRORS_FILTER,
      filter: { prefix: ERROR_PREFIX },
    });
  }
}

/** Name of the counts of requests under `errors/`. */
export const ERRORS_FILTER = "errors";

function expiry(id: string, prefix: string, days: number) {
  return { id, status: "Enabled", filter: [{ prefix }], expiration: [{ days }] };
}

/**
 * Snowflake alone reads rows, nobody what Firehose could not transform, and Firehose alone writes. Administrators of the bucket are not
 * locked out: they can change this.
 */
function denials(bucketName: string, environment: MysqlToSnowflake): Statement[] {
  const deny = { Effect: "Deny", Principal: "*" } as const;
  const objects = (prefix: string) => `${bucketArn(bucketName)}/${prefix}*`;
  return [
    {
      ...{ Sid: "DenyReadingRows", ...deny, Action: ["s3:GetObject*"], Resource: [objects("data/")] },
      Condition: { ArnNotEquals: { "aws:PrincipalArn": streamAccess(environment).roleArn } },
    },
    { Sid: "DenyReadingErrors", ...deny, Action: ["s3:GetObject*"], Resource: [objects(ERROR_PREFIX)] },
    {
      ...{ Sid: "DenyWriting", ...deny, Action: ["s3:PutObject"], Resource: [objects("")] },
      Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn(environment, DELIVERY_ROLE) } },
    },
  ];
}
