import type { SQSBatchResponse } from "aws-lambda";
import { MASKS } from "../../contracts/masks.ts";
import { openBuckets } from "./buckets.ts";
import { type CleanerDescription, describeCleaner, isDescribe } from "./description.ts";
import { readEnvironment } from "./environment.ts";
import { type Cleaner, handleEvent } from "./handle-event.ts";
import { type HeaderReport, isHeaderQuestion, reportHeader } from "./header/header-report.ts";
import { PowertoolsTelemetry } from "./telemetry.ts";

const environment = readEnvironment();

const cleaner: Cleaner = {
  environment,
  masks: MASKS,
  buckets: openBuckets(environment.cleanBucketRegion),
  telemetry: new PowertoolsTelemetry(environment.stack),
};

type Answer = SQSBatchResponse | CleanerDescription | HeaderReport;

/** Lambda's entry: what comes in is an event that names RAW objects, or a question what is deployed or what a header is like. */
export async function handler(event: unknown): Promise<Answer | undefined> {
  if (isDescribe(event)) return describeCleaner(cleaner.masks, environment);
  if (isHeaderQuestion(event)) return await reportHeader(event, cleaner);
  return await handleEvent(event, cleaner);
}
