import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification/index.js";
import { Construct } from "constructs";
import { bucketArn } from "../../names.ts";
import { databasesOf } from "../collections.ts";
import { rawBucketName, rawPrefix } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

interface CleanerTriggerProps {
  readonly environment: MongodbToSnowflake;
  /** Reference to the RAW bucket. */
  readonly bucket: string;
  readonly functionArn: string;
}

/**
 * Invokes the cleaner for each new RAW object. A bucket has one notification configuration: a second resource for the same bucket
 * would silently overwrite this one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
export class CleanerTrigger extends Construct {
  constructor(scope: Construct, id: string, { environment, bucket, functionArn }: CleanerTriggerProps) {
    super(scope, id);
    const permission = new LambdaPermission(this, "permission", {
      statementId: "RawBucket",
      action: "lambda:InvokeFunction",
      functionName: functionArn,
      principal: "s3.amazonaws.com",
      sourceArn: bucketArn(rawBucketName(environment)),
      // A bucket's ARN has no account: if the bucket were deleted, another account could create one with the same name.
      sourceAccount: environment.account,
    });
    new S3BucketNotification(this, "notification", {
      bucket,
      lambdaFunction: databasesOf(environment).map((database) => ({
        lambdaFunctionArn: functionArn,
        // Not only Put: DMS uploads large files in parts.
        events: ["s3:ObjectCreated:*"],
        filterPrefix: rawPrefix(environment, database),
      })),
      // S3 checks the permission when the notification is created.
      dependsOn: [permission],
    });
  }
}
