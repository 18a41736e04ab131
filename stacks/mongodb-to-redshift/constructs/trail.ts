import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail/index.js";
import type { Construct } from "constructs";
import { bucketArn } from "../../names.ts";
import { lakeBucketName, redshiftName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { type LogBucket, TRAIL_PREFIX } from "./log-bucket.ts";

/** ARN of the stack's trail, before it exists; undefined if another records the requests. */
export function trailArn(environment: MongodbToRedshift): string | undefined {
  if (environment.trail === "exists") return undefined;
  const { account, region } = environment;
  return `arn:aws:cloudtrail:${region}:${account}:trail/${redshiftName(environment, "trail")}`;
}

/**
 * Adds the trail of each request for an object of the bucket: who read or wrote which, and when. Nothing else is recorded: management events
 * are in the account's event history anyway, and a second copy of them would be charged.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export function addTrail(
  scope: Construct,
  id: string,
  environment: MongodbToRedshift,
  { bucket, policy }: Pick<LogBucket, "bucket" | "policy">,
): void {
  if (environment.trail === "exists") return;
  new Cloudtrail(scope, id, {
    name: redshiftName(environment, "trail"),
    s3BucketName: bucket,
    s3KeyPrefix: TRAIL_PREFIX,
    includeGlobalServiceEvents: false,
    enableLogFileValidation: true,
    advancedEventSelector: [
      {
        name: "Objects of the documents",
        fieldSelector: [
          { field: "eventCategory", equalTo: ["Data"] },
          { field: "resources.type", equalTo: ["AWS::S3::Object"] },
          { field: "resources.ARN", startsWith: [`${bucketArn(lakeBucketName(environment))}/`] },
        ],
      },
    ],
    // CloudTrail checks when it is made whether it may write.
    dependsOn: [policy],
  });
}
