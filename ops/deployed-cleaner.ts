import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { UserError } from "../command/user-error.ts";
import { type CleanerDescription, DESCRIBE } from "../functions/cleaner/description.ts";
import type { Environment } from "../stacks/environment.ts";
import { resourceName, stackName } from "../stacks/names.ts";
import type { Session } from "./session.ts";

/** Asks a stack's cleaner what it would do. @throws UserError where it gives no answer: it is older than the question. */
export async function deployedCleaner(session: Session, environment: Environment): Promise<CleanerDescription> {
  const { Payload } = await session
    .aws(LambdaClient, environment.region)
    .send(new InvokeCommand({ FunctionName: resourceName(environment, "cleaner"), Payload: JSON.stringify(DESCRIBE) }));
  const answer: unknown = Payload ? JSON.parse(Payload.transformToString()) : null;
  if (isDescription(answer)) return answer;
  throw new UserError(
    `The cleaner of ${stackName(environment)} does not say under which masks it cleans: deploy the stack.`,
    1,
  );
}

/** What an error or an older function answers is none. */
function isDescription(answer: unknown): answer is CleanerDescription {
  return typeof answer === "object" && answer !== null && "masks" in answer && "environment" in answer;
}
