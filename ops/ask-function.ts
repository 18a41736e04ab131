import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Session } from "./session.ts";

/** Asks a deployed function. @returns its answer, or what Lambda says if it failed, as JSON; null if there is none */
export async function askFunction(
  session: Session,
  region: string,
  FunctionName: string,
  question: object,
): Promise<unknown> {
  const { Payload } = await session
    .aws(LambdaClient, region)
    .send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(question) }));
  return Payload ? (JSON.parse(Payload.transformToString()) as unknown) : null;
}
