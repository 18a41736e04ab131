import type { Environment } from "../environment.ts";
import { bucketArn, CLEAN_BUCKET, cleanPrefix, rawBucketName, rawPrefix } from "../names.ts";
import type { Statement } from "../policy.ts";

interface CleanerResources {
  readonly rawKeyArn: string;
  readonly failureQueueArn: string;
  readonly logGroupArn: string;
}

/** The cleaner's rights: read its stack's RAW prefix, write its stack's CLEAN prefix, log, and report a failure. */
export function cleanerRights(
  environment: Environment,
  { rawKeyArn, failureQueueArn, logGroupArn }: CleanerResources,
): Omit<Statement, "Effect">[] {
  const raw = bucketArn(rawBucketName(environment));
  const clean = bucketArn(CLEAN_BUCKET);
  return [
    { Sid: "ReadRaw", Action: ["s3:GetObject"], Resource: [`${raw}/${rawPrefix(environment)}*`] },
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
