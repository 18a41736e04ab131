import { Construct } from "constructs";
import { addDataKey } from "../../constructs/data-key.ts";
import { PrivateBucket } from "../../constructs/private-bucket.ts";
import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { lakeBucketName, relationalName } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";

interface LakeBucketProps {
  readonly environment: RelationalToSnowflake;
  /** The roles that may read rows. Nobody else may: they hold personal data, which only the warehouse masks. */
  readonly readerRoleArns: readonly string[];
}

/**
 * The bucket to which DMS writes the listed columns. Not versioned: an expired row would remain as an old version, and DMS advises
 * against versioning. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html
 */
export class LakeBucket extends Construct {
  readonly bucket: string;
  /** The key that encrypts the objects, the replication instance's disk and the source endpoints' settings. */
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { environment, readerRoleArns }: LakeBucketProps) {
    super(scope, id);
    this.keyArn =
      environment.lakeKeyArn ??
      addDataKey(this, { of: "rows in the lake", alias: relationalName(environment, "lake") });
    this.bucket = new PrivateBucket(this, "lake", {
      bucketName: lakeBucketName(environment),
      kmsKeyArn: this.keyArn,
      denials: [denyReading(lakeBucketName(environment), readerRoleArns)],
      lifecycleRules: [
        {
          id: "expire-rows",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: environment.retention.lakeDays }],
        },
      ],
    }).bucket;
  }
}

/** Denies only the reading of rows: administrators of the bucket are not locked out. */
function denyReading(bucketName: string, readerRoleArns: readonly string[]): Statement {
  return {
    Sid: "DenyReadingRows",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:GetObject*"],
    Resource: [`${bucketArn(bucketName)}/*`],
    Condition: { ArnNotEquals: { "aws:PrincipalArn": readerRoleArns } },
  };
}
