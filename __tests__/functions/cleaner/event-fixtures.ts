import { readFileSync } from "node:fs";

/** An event as AWS documents it. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`events/${name}.json`, import.meta.url), "utf8"));
}

export function sqs(...messages: readonly (readonly [id: string, body: string])[]) {
  return { Records: messages.map(([messageId, body]) => ({ messageId, body, eventSource: "aws:sqs" })) };
}
