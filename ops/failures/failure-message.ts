import { isPrintable } from "../../functions/cleaner/column-name.ts";
import { type RawObject, readObjects } from "../../functions/cleaner/events.ts";
import { lambdaErrorCode } from "./lambda-error.ts";

/** One object that failed. Only values of a known form are taken: any other text could quote data. */
export interface Failure {
  /** Undefined if the event did not name an object, or if that could not be read. */
  readonly object: RawObject | undefined;
  readonly code: string;
  readonly line: number | undefined;
  readonly column: string | undefined;
  /** `AccessDenied 403`. */
  readonly cause: string | undefined;
}

/** How often an object had failed before a retry. It is added to the event of the retry, and comes back if that fails. */
export interface Earlier {
  readonly times: number;
  /** ISO 8601. */
  readonly first: string;
}

/** The content of a message of the failure queue. */
export interface FailureRecord {
  /** The event that the function got. */
  readonly event: unknown;
  /** At least one. */
  readonly failures: readonly Failure[];
  readonly earlier: Earlier | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the invocation record that Lambda puts into the queue
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html): with the cleaner's failure pointers in it, or
 * with Lambda's error, which then applies to every object of the event.
 * @returns undefined if the message is not such a record, or is about objects of another bucket
 */
export function readFailureRecord(body: string, rawBucket: string): FailureRecord | undefined {
  const record = parse(body);
  if (!isJson(record) || record.requestPayload === undefined) return undefined;
  if (!isJson(record.responsePayload) && !isJson(record.requestContext)) return undefined;
  const event = record.requestPayload;
  const failures = cleanerFailures(record.responsePayload) ?? lambdaFailures(event, record.responsePayload);
  if (failures.length === 0) return undefined;
  if (failures.some(({ object }) => object && object.bucket !== rawBucket)) return undefined;
  return { event, failures, earlier: isJson(event) ? readEarlier(event.earlier) : undefined };
}

/** The cleaner's failure pointers; undefined if the error is not the cleaner's. */
function cleanerFailures(response: unknown): Failure[] | undefined {
  const message =
    isJson(response) && typeof response.errorMessage === "string" ? parse(response.errorMessage) : undefined;
  if (!isJson(message) || !Array.isArray(message.failures)) return undefined;
  const failures = message.failures.map(readPointer);
  return failures.every((failure) => failure !== undefined) ? failures : undefined;
}

function readPointer(pointer: unknown): Failure | undefined {
  if (!isJson(pointer)) return undefined;
  const { bucket, key, etag, code, line, column, cause } = pointer;
  if (typeof code !== "string" || !/^[A-Z][A-Z_]{1,39}$/.test(code)) return undefined;
  const named = typeof bucket === "string" && typeof key === "string";
  return {
    object: named ? { bucket, key, etag: textLike(etag, /^[\w-]{1,64}$/) } : undefined,
    code,
    line: Number.isSafeInteger(line) ? (line as number) : undefined,
    column: typeof column === "string" && (isPrintable(column) || /^#\d+$/.test(column)) ? column : undefined,
    cause: textLike(cause, /^[\w.]{1,64}( \d{3})?$/),
  };
}

function lambdaFailures(event: unknown, response: unknown): Failure[] {
  const code = lambdaErrorCode(response);
  const rest = { code, line: undefined, column: undefined, cause: undefined };
  return objectsOf(event).map((object) => ({ object, ...rest }));
}

/** The objects of an event; `undefined` for each that can't be read, or once if the event can't be. */
function objectsOf(event: unknown): (RawObject | undefined)[] {
  try {
    return readObjects(event).map((object) => ("key" in object ? object : undefined));
  } catch {
    return [undefined];
  }
}

function readEarlier(earlier: unknown): Earlier | undefined {
  if (!isJson(earlier) || !Number.isSafeInteger(earlier.times)) return undefined;
  const first = textLike(earlier.first, /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/);
  return first === undefined ? undefined : { times: earlier.times as number, first };
}

function textLike(text: unknown, shape: RegExp): string | undefined {
  return typeof text === "string" && shape.test(text) ? text : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
