import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PrivateBucket } from "../../constructs/private-bucket.ts";
import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { lakeBucketName, logBucketName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

/** Folder of the server access log. */
export const ACCESS_PREFIX = "access/";

/** Folder of CloudTrail's files, without a slash at the end, as CloudTrail wants it. */
export const TRAIL_PREFIX = "trail";

interface LogBucketProps {
  readonly environment: MongodbToRedshift;
  /** ARN of the stack's trail; undefined if another records the requests. */
  readonly trailArn: string | undefined;
}

/**
 * The bucket with the log of each request for the other. With S3's own key, because server access logs can't be written with another. Not
 * versioned, and not logged itself: each line of its log would be another request.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class LogBucket extends Construct {
  readonly bucket: string;
  /** For `dependsOn`: before, CloudTrail may not write. */
  readonly policy: ITerraformDependable;

  constructor(scope: Construct, id: string, { environment, trailArn }: LogBucketProps) {
    super(scope, id);
    const { bucket, policy } = new PrivateBucket(this, "logs", {
      bucketName: logBucketName(environment),
      denials: [],
      allowances: [allowAccessLog(environment), ...(trailArn === undefined ? [] : allowTrail(environment, trailArn))],
      lifecycleRules: [
        {
          id: "expire-logs",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: environment.retention.accessLogDays }],
        },
      ],
    });
    this.bucket = bucket;
    this.policy = policy;
  }
}

/** Without an ACL, S3's logging service needs this right. */
function allowAccessLog(environment: MongodbToRedshift): Statement {
  return {
    Sid: "AccessLog",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: ["s3:PutObject"],
    Resource: [`${bucketArn(logBucketName(environment))}/${ACCESS_PREFIX}*`],
    Condition: {
      ArnEquals: { "aws:SourceArn": bucketArn(lakeBucketName(environment)) },
      StringEquals: { "aws:SourceAccount": environment.account },
    },
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function allowTrail(environment: MongodbToRedshift, trailArn: string): readonly Statement[] {
  const bucket = bucketArn(logBucketName(environment));
  const Principal = { Service: "cloudtrail.amazonaws.com" };
  const ofTrail = { "aws:SourceArn": trailArn };
  return [
    {
      Sid: "TrailLooks",
      Effect: "Allow",
      Principal,
      Action: ["s3:GetBucketAcl"],
      Resource: [bucket],
      Condition: { StringEquals: ofTrail },
    },
    {
      Sid: "TrailWrites",
      Effect: "Allow",
      Principal,
      Action: ["s3:PutObject"],
      Resource: [`${bucket}/${TRAIL_PREFIX}/AWSLogs/${environment.account}/*`],
      Condition: { StringEquals: { ...ofTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
