import type { Resource } from "../synth.ts";

/** The resources of a stack that may be changed, by type and id. */
export type Open = Record<string, Record<string, Record<string, unknown>>>;

/** A fault, the change of the stack that causes it, and the problem that the policies find. */
export type Fault = readonly [fault: string, change: (stack: Open) => void, problem: RegExp];

export const QUEUE_ARN = "arn:aws:sqs:us-east-1:444455556666:another";

/** A policy with one statement more than is needed. */
export function statement(more: object): string {
  return JSON.stringify({ Statement: [{ Sid: "Added", Effect: "Allow", Action: ["s3:GetObject"], ...more }] });
}

export const DENY_HTTP = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** Changes all resources of a type. */
export function all(stack: Open, type: string, change: Resource): void {
  for (const it of Object.values(stack[type] ?? {})) Object.assign(it, change);
}

export function drop(stack: Open, type: string): void {
  delete stack[type];
}

export function twice(stack: Open, type: string): void {
  for (const [id, it] of Object.entries(stack[type] ?? {})) Object.assign(stack[type] ?? {}, { [`${id}_2`]: it });
}
