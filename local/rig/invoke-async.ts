import { randomUUID } from "node:crypto";
import type { Answer } from "../lambda-process.ts";

/** One, and the two that the stack allows after it. */
const TRIES = 3;

/**
 * Lambda's asynchronous invocation, without its waits of one and two minutes: an event is tried three times.
 * @returns after that, the record that Lambda sends to the failure queue
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)
 */
export async function invokeAsync(
  invoke: (event: object) => Promise<Answer>,
  event: object,
): Promise<string | undefined> {
  let error: Answer["error"];
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
