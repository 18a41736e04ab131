import { rawBucketName } from "../../../stacks/mongodb-to-snowflake/names.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";

/** Invocation records as they are in the failure queue. */

export const BUCKET = rawBucketName(PRIMARY);
export const FOLDER = "mongodb-data/legion/tickets";

/** A failure pointer as the cleaner writes it. */
export function pointer(name: string, etag: string, over: object = {}) {
  return {
    bucket: BUCKET,
    key: `${FOLDER}/${name}`,
    etag,
    code: "RECORD_WIDTH",
    line: 7,
    explanation: "RECORD_WIDTH: line 7: …",
    ...over,
  };
}

/** S3's event about these objects. */
export function s3Event(...objects: readonly (readonly [name: string, etag: string])[]) {
  const s3 = (name: string, eTag: string) => ({ bucket: { name: BUCKET }, object: { key: `${FOLDER}/${name}`, eTag } });
  return { Records: objects.map(([name, etag]) => ({ eventVersion: "2.1", s3: s3(name, etag) })) };
}

/** The record of an invocation in which the cleaner reported failures. */
export function cleanerRecord(event: unknown, ...failures: readonly object[]): string {
  return record(event, {
    errorType: "ObjectsFailed",
    errorMessage: JSON.stringify({ failures }),
    trace: ["ObjectsFailed"],
  });
}

/** The record of an invocation that failed for good. Without a response, the function never ran. */
export function record(event: unknown, responsePayload?: object | null, condition = "RetriesExhausted"): string {
  return JSON.stringify({
    version: "1.0",
    timestamp: "2026-02-22T10:15:00.000Z",
    requestContext: { requestId: "1", functionArn: "arn:aws:lambda:…", condition, approximateInvokeCount: 3 },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    responsePayload,
  });
}
