import type { IncomingMessage } from "node:http";

/** A client's request; `key` is empty if the request is about the bucket. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
}

/** Path-style: `/bucket/key?query`. */
export function parseRequest(incoming: IncomingMessage): S3Request {
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const [bucket = "", ...key] = url.pathname.slice(1).split("/");
  return {
    method: incoming.method ?? "",
    bucket,
    key: decodeURIComponent(key.join("/")),
    query: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
  };
}
