import { randomUUID } from "node:crypto";
import type { InvocationResult } from "../lambda-process.ts";

/** The first try, and the two retries that the stack configures. */
const TRIES = 3;

/**
 * Lambda's asynchronous invocation, without the waits of one and two minutes between tries: an event is tried up to three times.
 * @returns undefined if the event succeeded, else the record that Lambda sends to the failure queue
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)
 */
export async function invokeAsync(
  invoke: (event: object) => Promise<InvocationResult>,
  event: object,
): Promise<string | undefined> {
  let error: InvocationResult["error"];
  for (let tries = 0; tries < TRIES; tries++) {
    ({ error } = await invoke(event));
    if (error === undefined) return undefined;
  }
  return JSON.stringify({
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: "arn:aws:lambda:us-west-2:000000000000:function:local:$LATEST",
      condition: "RetriesExhausted",
      approximateInvokeCount: TRIES,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    responsePayload: error,
  });
}
