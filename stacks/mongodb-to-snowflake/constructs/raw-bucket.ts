import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { Construct } from "constructs";
import { addDataKey } from "../../constructs/data-key.ts";
import { PrivateBucket } from "../../constructs/private-bucket.ts";
import { bucketArn, resourceName } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { REPLAYS_FOLDER, rawBucketName } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** As long as the failure queue keeps what failed. */
const REPLAY_DAYS = 14;

interface RawBucketProps {
  readonly environment: MongodbToSnowflake;
  /** The roles that may read rows. Nobody else may: full rows hold personal data. */
  readonly readerRoleArns: readonly string[];
}

/**
 * The bucket to which DMS writes full rows, which stay for a few days. Not versioned: an expired row would remain as an old version,
 * and DMS advises against versioning. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html
 */
export class RawBucket extends Construct {
  readonly bucket: string;
  /** The key that encrypts the objects, the replication instance's disk and the source endpoint's settings. */
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { environment, readerRoleArns }: RawBucketProps) {
    super(scope, id);
    this.keyArn =
      environment.rawKeyArn ?? addDataKey(this, { of: "RAW rows", alias: resourceName(environment, "raw") });
    this.bucket = new PrivateBucket(this, "raw", {
      bucketName: rawBucketName(environment),
      kmsKeyArn: this.keyArn,
      denials: [denyReading(environment, readerRoleArns)],
      lifecycleRules: lifecycleRules(environment),
    }).bucket;
  }
}

/** Denies only the reading of rows: administrators of the bucket, and who reads the results of a replay, are not locked out. */
function denyReading(environment: MongodbToSnowflake, readerRoleArns: readonly string[]): Statement {
  return {
    Sid: "DenyReadingRows",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:GetObject*"],
    Resource: [`${bucketArn(rawBucketName(environment))}/${environment.rawFolder}/*`],
    Condition: { ArnNotEquals: { "aws:PrincipalArn": readerRoleArns } },
  };
}

/** The transition is for other objects that may be in the bucket: rows expire before they are 30 days old. */
function lifecycleRules({ rawFolder, retention }: MongodbToSnowflake): S3BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "move-to-infrequent-access",
      status: "Enabled",
      filter: [{ prefix: "" }],
      transition: [{ days: 30, storageClass: "STANDARD_IA" }],
    },
    {
      id: "expire-rows",
      status: "Enabled",
      filter: [{ prefix: `${rawFolder}/` }],
      expiration: [{ days: retention.rawDays }],
    },
    {
      id: "expire-replays",
      status: "Enabled",
      filter: [{ prefix: `${REPLAYS_FOLDER}/` }],
      expiration: [{ days: REPLAY_DAYS }],
    },
  ];
}
