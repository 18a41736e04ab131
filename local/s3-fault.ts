import type { IncomingMessage, ServerResponse } from "node:http";
import { S3Error } from "./s3-reply.ts";

/** What goes wrong with one request. */
export type Fault =
  /** S3 answers with an error. With status 200 too, where it finds out only after it has begun to answer: CompleteMultipartUpload. */
  | { readonly status: number; readonly code: string }
  /** The connection dies after so many bytes of the body: of the answer's for GET, of the request's for other methods. */
  | { readonly cutAfter: number }
  /** Of what GET gives no more comes after so many bytes; the connection stays. */
  | { readonly stallAfter: number }
  /** Lost: the request is carried out, then the connection dies. Never: it is not even read, and the connection stays. */
  | { readonly answer: "lost" | "never" }
  /** GET gives other bytes than those of the object. */
  | { readonly body: Buffer };

/** The part of a fault that comes before the request is served. @returns whether it is over with that */
export async function beforeServing(
  fault: Fault,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<"over" | "go on"> {
  if ("status" in fault) throw new S3Error(fault.status, fault.code);
  if ("answer" in fault) {
    response.end = () => response.destroy();
    return fault.answer === "never" ? "over" : "go on";
  }
  if (incoming.method === "GET" || !("cutAfter" in fault)) return "go on";
  await cut(incoming, fault.cutAfter);
  return "over";
}

/** The part of a fault that is in the body which GET gives. */
export function sendFaulty(fault: Fault, body: Buffer, response: ServerResponse): void {
  if ("cutAfter" in fault) send(body.subarray(0, fault.cutAfter), response, () => response.destroy());
  else if ("stallAfter" in fault) send(body.subarray(0, fault.stallAfter), response);
  else response.end(body);
}

function send(start: Buffer, response: ServerResponse, sent?: () => void): void {
  response.flushHeaders();
  response.write(start, sent);
}

async function cut(incoming: IncomingMessage, after: number): Promise<void> {
  const { socket } = incoming;
  let bytes = 0;
  if (after > 0) {
    for await (const piece of incoming) {
      bytes += (piece as Buffer).length;
      if (bytes >= after) break;
    }
  }
  socket.destroy();
}
