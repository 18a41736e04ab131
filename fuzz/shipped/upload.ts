import type { Mask } from "../../contracts/mask.ts";
import { objectCreated } from "../../local/s3-event.ts";
import { storedObject } from "../../local/s3-object.ts";

/** An object that DMS wrote to RAW, and the service that notifies the cleaner. */
export interface Upload {
  readonly key: string;
  readonly body: Buffer;
  /** S3 returns the body in pieces of this size. */
  readonly chunkBytes: number;
  readonly notifiedBy: "S3" | "SQS" | "EventBridge";
  /** The only listed collection, and its mask. */
  readonly listed: Listed;
  readonly delimiter: string;
  readonly passOp: boolean;
}

export interface Listed {
  /** `DATABASE` unless it is given. */
  readonly database?: string;
  readonly collection: string;
  readonly mask: Mask;
}

export const RAW_BUCKET = "raw";
export const DATABASE = "legion";

export function rawKey({ database = DATABASE, collection }: Listed): string {
  return `mongodb-data/${database}/${collection}/LOAD00000001.csv.gz`;
}

export function eventOf({ key, body, notifiedBy }: Upload): unknown {
  const object = storedObject(body);
  const event = objectCreated(RAW_BUCKET, key, object, "us-west-2");
  if (notifiedBy === "S3") return event;
  if (notifiedBy === "SQS")
    return { Records: [{ messageId: "message-1", eventSource: "aws:sqs", body: JSON.stringify(event) }] };
  const etag = object.etag.replaceAll('"', "");
  return { "detail-type": "Object Created", detail: { bucket: { name: RAW_BUCKET }, object: { key, etag } } };
}
