import type { IncomingMessage } from "node:http";

/**
 * The body of an upload. The SDK sends a stream as `aws-chunked`, with a checksum in a trailer: chunks of
 * `<size in hex>[;signature]\r\n<bytes>\r\n`, an empty one last.
 */
export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces);
  return String(incoming.headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-") ? unchunk(body) : body;
}

function unchunk(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, lineEnd), 16);
    if (!(size > 0)) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}
