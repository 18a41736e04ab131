import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export interface StoredObject {
  readonly body: Buffer;
  /** Lower case: `content-type`, `content-encoding`, `x-amz-meta-…`. */
  readonly headers: Readonly<Record<string, string>>;
  /** In quotes, as in the header. */
  readonly etag: string;
  readonly lastModified: Date;
}

export function storedObject(body: Buffer, headers: Readonly<Record<string, string>> = {}): StoredObject {
  return { body, headers, etag: `"${md5(body)}"`, lastModified: new Date() };
}

/** The headers that S3 stores with an object. `aws-chunked` is an encoding of the upload, not of the object. */
export function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && (KEPT.has(name) || name.startsWith("x-amz-meta-"))) kept[name] = value;
  }
  const encodings = (kept["content-encoding"] ?? "").split(",").map((encoding) => encoding.trim());
  const encoding = encodings.filter((each) => each !== "aws-chunked" && each !== "").join(",");
  delete kept["content-encoding"];
  return encoding === "" ? kept : { ...kept, "content-encoding": encoding };
}

const KEPT = new Set(["content-type", "content-encoding", "content-disposition", "content-language", "cache-control"]);

export function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}
