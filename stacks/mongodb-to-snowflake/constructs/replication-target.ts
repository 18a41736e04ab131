import { DmsS3Endpoint } from "@cdktf/provider-aws/lib/dms-s3-endpoint/index.js";
import { Construct } from "constructs";
import { TIMESTAMP_COLUMN } from "../../../contracts/passthrough.ts";
import { ServiceRole } from "../../constructs/service-role.ts";
import { bucketArn, resourceName } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { rawBucketName } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

interface ReplicationTargetProps {
  readonly environment: MongodbToSnowflake;
  /** Reference to the RAW bucket. */
  readonly bucket: string;
  /** Key that encrypts the objects. */
  readonly keyArn: string;
}

/** Part of the name of the role with which DMS writes. The RAW bucket's policy also needs it, to name the role. */
export const TARGET_ROLE = "dms-target";

/**
 * The target endpoint: S3, with gzipped CSV by RFC 4180, a header in every file and a timestamp in every row.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_S3Settings.html
 */
export class ReplicationTarget extends Construct {
  readonly endpointArn: string;

  constructor(scope: Construct, id: string, { environment, bucket, keyArn }: ReplicationTargetProps) {
    super(scope, id);
    const role = new ServiceRole(this, "role", {
      name: resourceName(environment, TARGET_ROLE),
      service: "dms.amazonaws.com",
      allow: rights(bucketArn(rawBucketName(environment)), keyArn),
    });
    this.endpointArn = new DmsS3Endpoint(this, "endpoint", {
      endpointId: resourceName(environment, "raw"),
      endpointType: "target",
      bucketName: bucket,
      bucketFolder: environment.rawFolder,
      expectedBucketOwner: environment.account,
      serviceAccessRoleArn: role.arn,
      encryptionMode: "SSE_KMS",
      serverSideEncryptionKmsKeyId: keyArn,
      // No `kmsKeyArn`: DMS does not keep it for S3 endpoints, so each plan would replace the endpoint and with it the task.
      // https://github.com/hashicorp/terraform-provider-aws/pull/48441
      csvDelimiter: environment.csvDelimiter,
      csvNullValue: environment.nullMarker,
      ...FORMAT,
      ...FILES,
      dependsOn: [role.granted],
    }).endpointArn;
  }
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html */
function rights(bucket: string, keyArn: string): Omit<Statement, "Effect">[] {
  return [
    { Sid: "List", Action: ["s3:ListBucket"], Resource: [bucket] },
    {
      Sid: "Write",
      Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject"],
      Resource: [`${bucket}/*`],
    },
    // Decrypt is for multipart uploads: S3 reads the parts back.
    { Sid: "Encrypt", Action: ["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"], Resource: [keyArn] },
  ];
}

const FORMAT = {
  dataFormat: "csv",
  compressionType: "GZIP",
  addColumnName: true,
  rfc4180: true,
  timestampColumnName: TIMESTAMP_COLUMN,
  // Otherwise a row of the full load could look newer than a change that was made during the load.
  useTaskStartTimeForFullLoadTimestamp: true,
  // `Op` in every file: I, U or D.
  includeOpForFullLoad: true,
  cdcInsertsOnly: false,
  cdcInsertsAndUpdates: false,
};

const FILES = {
  // KB, before compression, full load only: 256 MB, which the cleaner finishes well within its 15 minutes.
  maxFileSize: 256 * 1024,
  // Seconds and KB, whichever comes first.
  cdcMaxBatchInterval: 60,
  cdcMinFileSize: 32_000,
  datePartitionEnabled: false,
  preserveTransactions: false,
};
