import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { databasesOf } from "../collections.ts";
import { REPLAYS_FOLDER, rawBucketName, rawPrefix } from "../names.ts";
import { replayArn } from "../replay.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { EACH_OBJECT } from "./replay-definition.ts";

export interface ReplayResources {
  readonly functionArn: string;
  readonly failureQueueArn: string;
  /** Key of the RAW bucket. */
  readonly rawKeyArn: string;
}

/**
 * A replay's rights: list its stack's RAW prefix, invoke the cleaner, report a failure, write results, and start an execution for each
 * object. It can't read a row. https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 */
export function replayRights(
  environment: MongodbToSnowflake,
  { functionArn, failureQueueArn, rawKeyArn }: ReplayResources,
): Omit<Statement, "Effect">[] {
  const raw = bucketArn(rawBucketName(environment));
  const executions = replayArn(environment).replace(":stateMachine:", ":execution:");
  return [
    {
      Sid: "ListRaw",
      Action: ["s3:ListBucket"],
      Resource: [raw],
      Condition: {
        StringLike: { "s3:prefix": databasesOf(environment).map((database) => `${rawPrefix(environment, database)}*`) },
      },
    },
    { Sid: "Clean", Action: ["lambda:InvokeFunction"], Resource: [functionArn] },
    { Sid: "ReportFailure", Action: ["sqs:SendMessage"], Resource: [failureQueueArn] },
    {
      Sid: "WriteResults",
      Action: ["s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
      Resource: [`${raw}/${REPLAYS_FOLDER}/*`],
    },
    // Decrypt is for multipart uploads: S3 reads the parts back.
    { Sid: "EncryptResults", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: [rawKeyArn] },
    { Sid: "RunEachObject", Action: ["states:StartExecution"], Resource: [replayArn(environment)] },
    {
      Sid: "FollowEachObject",
      Action: ["states:DescribeExecution", "states:StopExecution"],
      Resource: [`${executions}:*`, `${executions}/${EACH_OBJECT}:*`],
    },
  ];
}
