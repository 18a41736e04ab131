import { CleanerError } from "./cleaner-error.ts";

type Json = Readonly<Record<string, unknown>>;

/** One version of one object, as an event names it. */
export interface RawObject {
  readonly bucket: string;
  readonly key: string;
  /** Without quotes; an event may lack it. */
  readonly etag: string | undefined;
}

/** What is delivered and retried together: an SQS message, or any other event as a whole. */
export interface Message {
  /** The SQS message's id; undefined for an event that came directly. */
  readonly id: string | undefined;
  readonly event: unknown;
}

/** An SQS batch (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html) as its messages; any other event as one. */
export function readMessages(event: unknown): readonly Message[] {
  const records = isJson(event) && Array.isArray(event.Records) ? event.Records : [];
  if (records.length === 0 || !records.every(isSqsRecord)) return [{ id: undefined, event }];
  return records.map(({ messageId, body }) => ({ id: messageId, event: parse(body) }));
}

/**
 * The objects that an event names; an error in place of each record that can't be read. The event is an S3 notification
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html), whose test event names no object, or an
 * EventBridge `Object Created` (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html).
 * @throws CleanerError EVENT_UNKNOWN
 */
export function readObjects(event: unknown): readonly (RawObject | CleanerError)[] {
  if (!isJson(event)) throw unknownEvent();
  // S3 sends it once, when the notification is configured.
  if (event.Event === "s3:TestEvent") return [];
  if (event["detail-type"] === "Object Created") return [fromEventBridge(event.detail)];
  if (!Array.isArray(event.Records)) throw unknownEvent();
  return event.Records.map((record: unknown) => attempt(() => fromRecord(record)));
}

/** A record that can't be read does not stop the others. */
function attempt(read: () => RawObject): RawObject | CleanerError {
  try {
    return read();
  } catch (error) {
    return CleanerError.from(error);
  }
}

/** Only another major version of the event may be incompatible. */
function fromRecord(record: unknown): RawObject {
  if (!isJson(record) || !isJson(record.s3)) throw unknownEvent();
  const { eventVersion = "2", eventName = "ObjectCreated" } = record;
  if (!/^2(\.|$)/.test(String(eventVersion)) || !/^ObjectCreated(:|$)/.test(String(eventName))) throw unknownEvent();
  const object = fields(record.s3, "eTag");
  return { ...object, key: decodeKey(object.key) };
}

/** EventBridge does not encode the key. */
function fromEventBridge(detail: unknown): RawObject {
  if (!isJson(detail)) throw unknownEvent();
  return fields(detail, "etag");
}

function fields(place: Json, etagName: string): RawObject {
  const { bucket, object } = place;
  if (!isJson(bucket) || !isJson(object)) throw unknownEvent();
  const { [etagName]: etag } = object;
  if (typeof bucket.name !== "string" || typeof object.key !== "string") throw unknownEvent();
  return { bucket: bucket.name, key: object.key, etag: typeof etag === "string" ? etag : undefined };
}

/** S3 encodes keys as a form does: `+` is a space. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch (error) {
    throw unknownEvent(error);
  }
}

/** A body that is not JSON fails its own message, not the whole batch. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isSqsRecord(record: unknown): record is { messageId: string; body: string } {
  if (!isJson(record) || record.eventSource !== "aws:sqs") return false;
  return typeof record.messageId === "string" && typeof record.body === "string";
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function unknownEvent(cause?: unknown): CleanerError {
  return new CleanerError("EVENT_UNKNOWN", {}, { cause });
}
