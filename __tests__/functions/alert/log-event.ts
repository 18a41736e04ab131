import { gzipSync } from "node:zlib";

export const LOG = { logGroup: "/aws/lambda/producer", logStream: "2026/11/27/[$LATEST]0a1b" };

/** 2026-11-27 10:00 UTC. */
export const TIME = Date.UTC(2026, 10, 27, 10);

/** What CloudWatch Logs sends, a second between two lines. */
export function logEvent(...messages: readonly string[]): { readonly awslogs: { readonly data: string } } {
  const logEvents = messages.map((message, index) => ({ id: String(index), timestamp: TIME + 1000 * index, message }));
  return packed({ messageType: "DATA_MESSAGE", owner: "111122223333", ...LOG, logEvents });
}

export function packed(data: unknown): { readonly awslogs: { readonly data: string } } {
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString("base64") } };
}

/** As Lambda writes what a function prints. */
export function printed(text: string): string {
  return `2026-11-27T10:00:00.000Z\t8a7f3b52-0000-4000-8000-1c2d3e4f5a6b\tINFO\t${text}\n`;
}
