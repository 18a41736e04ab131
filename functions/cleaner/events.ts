import { CleanerError } from "./cleaner-error.ts";

type Json = Readonly<Record<string, unknown>>;

/** One version of one object, as an event names it. */
export interface RawObject {
  readonly bucket: string;
  readonly key: string;
  /** Without quotes; an event may lack it. */
  readonly etag: string | undefined;
}

/** What arrives together and is tried again together: an SQS message, or the whole of any other event. */
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
 * The objects that an event names, in place of one that can't be told what is wrong with it: an S3 notification
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html), none in its test event, or
 * an EventBridge `Object Created` (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html).
 * @throws CleanerError EVENT_UNKNOWN
 */
export function readObjects(event: unknown): readonly (RawObject | CleanerError)[] {
  if (!isJson(event)) throw unknownEvent();
  // Sent once, when the notification is set up.
  if (event.Event === "s3:TestEvent") return [];
  if (event["detail-type"] === "Object Created") return [fromEventBridge(event.detail)];
  if (!Array.isArray(event.Records)) throw unknownEvent();
  return event.Records.map((record: unknown) => attempt(() => fromRecord(record)));
}

/** An unreadable record keeps none of the others from being tried. */
function attempt(read: () => RawObject): RawObject | CleanerError {
  try {
    return read();
  } catch (error) {
    return CleanerError.from(error);
  }
}

/** Of the event's version only the major one may break readers. */
function fromRecord(record: unknown): RawObject {
  if (!isJson(record) || !isJson(record.s3)) throw unknownEvent();
  const { eventVersion = "2", eventName = "ObjectCreated" } = record;
  if (!/^2(\.|$)/.test(String(eventVersion)) || !/^ObjectCreated(:|$)/.test(String(eventName))) throw unknownEvent();
  const object = fields(record.s3, "eTag");
  return { ...object, key: decodeKey(object.key) };
}

/** EventBridge gives the key as it is. */
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

/** A body that is no JSON is no event either; its own message fails for it, not the whole batch. */
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
