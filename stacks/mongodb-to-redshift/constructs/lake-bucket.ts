import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import { Construct } from "constructs";
import { PrivateBucket } from "../../constructs/private-bucket.ts";
import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { CONTAINERS, COPY_ROLE, lakeBucketName, redshiftRoleArn } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { ACCESS_PREFIX, type LogBucket } from "./log-bucket.ts";

interface LakeBucketProps {
  readonly environment: MongodbToRedshift;
  /** Key of the objects. */
  readonly keyArn: string;
  /** Gets the log of requests. */
  readonly logBucket: Pick<LogBucket, "bucket" | "policy">;
}

/**
 * The bucket of documents: raw files with their manifests, schemas, and typed files. Versioned, so that what a job or an operator overwrites
 * can be restored. Raw files never expire: a table is made anew from them, and the newest manifest holds the resume token.
 */
export class LakeBucket extends Construct {
  readonly bucket: string;

  constructor(scope: Construct, id: string, { environment, keyArn, logBucket }: LakeBucketProps) {
    super(scope, id);
    const bucketName = lakeBucketName(environment);
    const { oldVersionDays, stagedDays } = environment.retention;
    this.bucket = new PrivateBucket(this, "lake", {
      bucketName,
      kmsKeyArn: keyArn,
      denials: [
        denyReading(
          bucketName,
          READERS.map((part) => redshiftRoleArn(environment, part)),
        ),
      ],
      lifecycleRules: [
        {
          id: "expire-typed-files",
          status: "Enabled",
          filter: [{ prefix: "staged/" }],
          expiration: [{ days: stagedDays }],
        },
        {
          id: "expire-old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
        },
      ],
    }).bucket;
    new S3BucketVersioningA(this, "versioning", {
      bucket: this.bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLoggingA(this, "logging", {
      bucket: this.bucket,
      targetBucket: logBucket.bucket,
      targetPrefix: ACCESS_PREFIX,
      dependsOn: [logBucket.policy],
    });
  }
}

/** The roles that may read rows: of the containers, and of COPY. */
const READERS = [...CONTAINERS, COPY_ROLE];

/**
 * Denies only the reading of rows, which are in Parquet: manifests and schemas have names and numbers, of a first load also the `_id` at which a range
 * ends, and `ops` reads them.
 */
function denyReading(bucketName: string, readerRoleArns: readonly string[]): Statement {
  return {
    Sid: "DenyReadingRows",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:GetObject*"],
    Resource: [`${bucketArn(bucketName)}/*.parquet`],
    Condition: { ArnNotEquals: { "aws:PrincipalArn": readerRoleArns } },
  };
}
