import type { IncomingMessage, ServerResponse } from "node:http";
import { S3Error } from "./s3-reply.ts";

/** What goes wrong with one request. */
export type Fault =
  /** S3 responds with an error. The status may be 200: CompleteMultipartUpload may fail after its response has begun. */
  | { readonly status: number; readonly code: string }
  /** The connection is closed after so many bytes of the body: of the response for GET, of the request for other methods. */
  | { readonly cutAfter: number }
  /** The body of GET stops after so many bytes; the connection stays open. */
  | { readonly stallAfter: number }
  /** `lost`: the request is carried out, then the connection is closed. `never`: it is not even read; the connection stays open. */
  | { readonly response: "lost" | "never" }
  /** GET returns other bytes than those of the object. */
  | { readonly body: Buffer };

/** Applies the part of a fault that comes before the request is served. @returns `done` if the request is not to be served */
export async function beforeServing(
  fault: Fault,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<"done" | "continue"> {
  if ("status" in fault) throw new S3Error(fault.status, fault.code);
  if ("response" in fault) {
    response.end = () => response.destroy();
    return fault.response === "never" ? "done" : "continue";
  }
  if (incoming.method === "GET" || !("cutAfter" in fault)) return "continue";
  await cut(incoming, fault.cutAfter);
  return "done";
}

/** Applies the part of a fault that is in the body of GET. */
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
