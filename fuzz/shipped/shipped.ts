import { inspect } from "node:util";
import type { CleanerEnvironment } from "../../functions/cleaner/environment.ts";
import { handleEvent } from "../../functions/cleaner/handle-event.ts";
import { PowertoolsTelemetry } from "../../functions/cleaner/telemetry.ts";
import { captureOutput } from "./captured-output.ts";
import { s3Double } from "./s3-double.ts";
import { DATABASE, eventOf, RAW_BUCKET, type Upload } from "./upload.ts";

export type Handle = typeof handleEvent;

/** All that left the function. */
export interface Trace {
  readonly outcome: "cleaned" | "nothing to write" | "skipped" | "failed";
  /** The objects written to CLEAN. */
  readonly objects: readonly CleanObject[];
  /** Lambda's log: log lines and metrics. */
  readonly output: string;
  /** The return value, or the error with its stack and its causes, which Lambda queues and logs. */
  readonly response: string;
  readonly rawWasRead: boolean;
}

export interface CleanObject {
  readonly body: Buffer;
  /** Key, headers and metadata. */
  readonly about: string;
}

const STACK = "production-us-west-2";
const SETTINGS: Omit<CleanerEnvironment, "csvDelimiter" | "passOp"> = {
  stack: STACK,
  rawBucket: RAW_BUCKET,
  rawPrefix: "mongodb-data/",
  cleanBucket: "clean",
  cleanBucketRegion: "us-east-1",
  cleanPrefix: `${STACK}/clean/`,
  nullMarker: "NULL",
  cleanNames: "versioned",
};
const telemetry = new PowertoolsTelemetry(STACK);

/** Sends the cleaner the event of an object, and returns all that left it. @param handle a leaky one, to test the trials */
export async function runShipped(upload: Upload, handle: Handle = handleEvent): Promise<Trace> {
  const s3 = s3Double(upload.body, upload.chunkBytes);
  const cleaner = {
    environment: { ...SETTINGS, csvDelimiter: upload.delimiter, passOp: upload.passOp },
    masks: { [DATABASE]: { [upload.listed.collection]: upload.listed.mask } },
    buckets: s3.buckets,
    telemetry,
  };
  const { result, output } = await captureOutput(() => responseOf(handle(eventOf(upload), cleaner)));
  const objects = s3.puts.map(({ Body, ...about }) => ({ body: Body as Buffer, about: inspectAll(about) }));
  return { ...result, outcome: outcomeOf(result.outcome, output, objects), objects, output, rawWasRead: s3.gets > 0 };
}

async function responseOf(
  invocation: ReturnType<Handle>,
): Promise<{ outcome: "returned" | "failed"; response: string }> {
  try {
    const returned = await invocation;
    const isFailed = (returned?.batchItemFailures.length ?? 0) > 0;
    return { outcome: isFailed ? "failed" : "returned", response: inspectAll(returned) };
  } catch (error) {
    return { outcome: "failed", response: inspectAll(error) };
  }
}

function outcomeOf(invocation: "returned" | "failed", output: string, objects: readonly unknown[]): Trace["outcome"] {
  if (invocation === "failed") return "failed";
  if (output.includes('"message":"skipped"')) return "skipped";
  return objects.length > 0 ? "cleaned" : "nothing to write";
}

/** Includes causes, properties and stack. */
function inspectAll(value: unknown): string {
  return inspect(value, {
    depth: Infinity,
    maxStringLength: Infinity,
    maxArrayLength: Infinity,
    breakLength: Infinity,
  });
}
