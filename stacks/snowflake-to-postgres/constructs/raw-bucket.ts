import { S3BucketMetric } from "@cdktf/provider-aws/lib/s3-bucket-metric/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import { Construct } from "constructs";
import { PrivateBucket } from "../../constructs/private-bucket.ts";
import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { BATCH, ERRORS, ERRORS_FILTER, MANIFESTS, RUNS, STREAM, UPSTREAM } from "../folders.ts";
import { postgresRoleArn, ROLES, rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

interface RawBucketProps {
  readonly environment: SnowflakeToPostgres;
  readonly keyArn: string;
}

/**
 * The bucket of raw rows: what Snowflake exports, what is streamed, and the manifests that commit the exports: listed columns only. Versioned; old
 * versions end. What is loaded into Snowflake, and what Firehose refused, may have other columns: nobody else reads it, and old versions go at once.
 */
export class RawBucket extends Construct {
  readonly bucket: string;

  constructor(scope: Construct, id: string, { environment, keyArn }: RawBucketProps) {
    super(scope, id);
    const { retention } = environment;
    this.bucket = new PrivateBucket(this, "raw", {
      bucketName: rawBucketName(environment),
      kmsKeyArn: keyArn,
      denials: denials(environment),
      lifecycleRules: [
        expiry("expire-parts", BATCH, retention.batchDays),
        expiry("expire-streamed", STREAM, retention.streamDays),
        atOnce(expiry("expire-errors", ERRORS, retention.errorDays)),
        atOnce(expiry("expire-upstream", UPSTREAM, retention.batchDays)),
        expiry("expire-runs", RUNS, RUN_DAYS),
        oldVersions(retention.oldVersionDays),
      ],
    }).bucket;
    addVersioning(this, this.bucket);
    // S3 counts requests only under prefixes that it is told. https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-configurations.html
    new S3BucketMetric(this, "errors-metric", {
      bucket: this.bucket,
      name: ERRORS_FILTER,
      filter: { prefix: ERRORS },
    });
  }
}

/** Step Functions keeps the history of an execution for 90 days; its results need not stay longer than somebody looks at them. */
const RUN_DAYS = 30;

export function addVersioning(scope: Construct, bucket: string): void {
  new S3BucketVersioningA(scope, "versioning", { bucket, versioningConfiguration: { status: "Enabled" } });
}

export function oldVersions(days: number) {
  return {
    id: "expire-old-versions",
    status: "Enabled",
    filter: [{ prefix: "" }],
    noncurrentVersionExpiration: [{ noncurrentDays: days }],
  };
}

function expiry(id: string, prefix: string, days: number) {
  return { id, status: "Enabled", filter: [{ prefix }], expiration: [{ days }] };
}

/** Of several rules, S3 takes the one that deletes first. */
function atOnce<Rule>(rule: Rule) {
  return { ...rule, noncurrentVersionExpiration: [{ noncurrentDays: 1 }] };
}

/**
 * Rows are read by the sync, the crawlers and the roles that the settings name; what Firehose could not transform by nobody; and each folder is
 * written by one role. Folders of rows have a table below them, so that Terraform may write what begins them. Administrators of the bucket are not
 * locked out: they can change this.
 */
function denials(environment: SnowflakeToPostgres): Statement[] {
  const role = (part: keyof typeof ROLES) => postgresRoleArn(environment, ROLES[part]);
  const readers = [role("sync"), role("crawler"), ...environment.buckets.readerArns];
  const objects = (path: string) => `${bucketArn(rawBucketName(environment))}/${path}`;
  const deny = { Effect: "Deny", Principal: "*" } as const;
  const unless = (arns: string | readonly string[]) => ({ Condition: { ArnNotEquals: { "aws:PrincipalArn": arns } } });
  const write = (Sid: string, path: string, by: keyof typeof ROLES): Statement => {
    return { Sid, ...deny, Action: ["s3:PutObject"], Resource: [objects(path)], ...unless(role(by)) };
  };
  return [
    {
      Sid: "DenyReadingRows",
      ...deny,
      Action: ["s3:GetObject*"],
      Resource: [objects(`${BATCH}*/*`), objects(`${STREAM}*/*`)],
      ...unless(readers),
    },
    {
      Sid: "DenyReadingUpstream",
      ...deny,
      Action: ["s3:GetObject*"],
      Resource: [objects(`${UPSTREAM}*`)],
      ...unless(role("unload")),
    },
    { Sid: "DenyReadingErrors", ...deny, Action: ["s3:GetObject*"], Resource: [objects(`${ERRORS}*`)] },
    write("DenyWritingParts", `${BATCH}*/*`, "unload"),
    write("DenyWritingStreams", `${STREAM}*/*`, "delivery"),
    write("DenyWritingErrors", `${ERRORS}*`, "delivery"),
    write("DenyWritingManifests", `${MANIFESTS}*`, "export"),
  ];
}
