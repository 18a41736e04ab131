import { S3Client } from "@aws-sdk/client-s3";
import type { SQSBatchResponse } from "aws-lambda";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { readEnvironment } from "./environment.ts";
import { type Cleaner, handleEvent } from "./handle-event.ts";
import { PowertoolsTelemetry } from "./telemetry.ts";

const environment = readEnvironment();

const cleaner: Cleaner = {
  environment,
  allowList: EXPECTED_FIELDS_FOR_ANALYTICS,
  buckets: {
    // gzip brings a checksum of its own; S3's would be computed in JavaScript, over every byte.
    raw: new S3Client({ responseChecksumValidation: "WHEN_REQUIRED" }),
    clean: new S3Client({ region: environment.cleanBucketRegion }),
  },
  telemetry: new PowertoolsTelemetry(environment.stack),
};

/** Lambda's entry: what comes in is an event that names RAW objects. */
export async function handler(event: unknown): Promise<SQSBatchResponse | undefined> {
  return await handleEvent(event, cleaner);
}
