import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { bucketArn, RAW_FOLDER, REPLAYS_FOLDER, rawBucketName, resourceName, stackName } from "../names.ts";
import type { Statement } from "../policy.ts";
import { PrivateBucket } from "./private-bucket.ts";

/** As long as the failure queue keeps what failed. */
const REPLAY_DAYS = 14;

interface RawBucketProps {
  readonly environment: Environment;
  /** The roles that may read objects. Nobody else, for whole rows are full of personal data. */
  readonly readerRoleArns: readonly string[];
}

/**
 * Where DMS puts whole rows, for a few days. Not versioned: an expired row would live on as an old version, and DMS advises
 * against it. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html
 */
export class RawBucket extends Construct {
  readonly bucket: string;
  /** The key of all that the stack keeps: objects, the replication instance's disk, the source endpoint's settings. */
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { environment, readerRoleArns }: RawBucketProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description: `clearwell ${stackName(environment)}: RAW rows`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
    });
    // By which an operator finds the key if the stack has let go of it.
    new KmsAlias(this, "key-alias", { name: `alias/${resourceName(environment, "raw")}`, targetKeyId: key.keyId });
    this.keyArn = key.arn;
    this.bucket = new PrivateBucket(this, "raw", {
      bucketName: rawBucketName(environment),
      kmsKeyArn: key.arn,
      denials: [denyReading(rawBucketName(environment), readerRoleArns)],
      lifecycleRules: lifecycleRules(environment.retention.rawDays),
    }).bucket;
  }
}

/** Reading rows only, so that it can't lock out who administers the bucket, or who looks at what a replay did. */
function denyReading(bucketName: string, readerRoleArns: readonly string[]): Statement {
  return {
    Sid: "DenyReadingRows",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:GetObject*"],
    Resource: [`${bucketArn(bucketName)}/${RAW_FOLDER}/*`],
    Condition: { ArnNotEquals: { "aws:PrincipalArn": readerRoleArns } },
  };
}

/** The transition is for what else may come to lie in the bucket: rows never reach its 30 days, they expire first. */
function lifecycleRules(rawDays: number): S3BucketLifecycleConfigurationRule[] {
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
      filter: [{ prefix: `${RAW_FOLDER}/` }],
      expiration: [{ days: rawDays }],
    },
    {
      id: "expire-replays",
      status: "Enabled",
      filter: [{ prefix: `${REPLAYS_FOLDER}/` }],
      expiration: [{ days: REPLAY_DAYS }],
    },
  ];
}
