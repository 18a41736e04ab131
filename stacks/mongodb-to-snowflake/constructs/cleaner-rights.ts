import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { databasesOf } from "../collections.ts";
import { cleanPrefix, rawBucketName, rawPrefix } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

interface CleanerResources {
  readonly rawKeyArn: string;
  readonly failureQueueArn: string;
  readonly logGroupArn: string;
}

/** The cleaner's rights: read its stack's RAW prefix, write its stack's CLEAN prefix, log, and report a failure. */
export function cleanerRights(
  environment: MongodbToSnowflake,
  { rawKeyArn, failureQueueArn, logGroupArn }: CleanerResources,
): Omit<Statement, "Effect">[] {
  const raw = bucketArn(rawBucketName(environment));
  const clean = bucketArn(environment.cleanBucket.name);
  return [
    {
      Sid: "ReadRaw",
      Action: ["s3:GetObject"],
      Resource: databasesOf(environment).map((database) => `${raw}/${rawPrefix(environment, database)}*`),
    },
    { Sid: "DecryptRaw", Action: ["kms:Decrypt"], Resource: [rawKeyArn] },
    {
      Sid: "WriteClean",
      // Abort: a failed upload must not leave parts in the bucket.
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: [`${clean}/${cleanPrefix(environment)}*`],
    },
    { Sid: "ReportFailure", Action: ["sqs:SendMessage"], Resource: [failureQueueArn] },
    { Sid: "Log", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [`${logGroupArn}:*`] },
  ];
}
