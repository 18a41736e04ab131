import type { Environment } from "../environment.ts";
import { bucketArn, CLEAN_BUCKET, cleanPrefix, rawBucketName, rawPrefix } from "../names.ts";
import type { Statement } from "../policy.ts";

interface CleanerResources {
  readonly rawKeyArn: string;
  readonly failureQueueArn: string;
  readonly logGroupArn: string;
}

/** All that the cleaner may do: read its own RAW prefix, write its own CLEAN prefix, log, and report a failure. */
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
      // Abort, so that a failed upload leaves no parts behind.
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: [`${clean}/${cleanPrefix(environment)}*`],
    },
    { Sid: "ReportFailure", Action: ["sqs:SendMessage"], Resource: [failureQueueArn] },
    { Sid: "Log", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [`${logGroupArn}:*`] },
  ];
}
