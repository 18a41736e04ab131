import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import { type ReplayInput, replayArn } from "../../stacks/replay.ts";
import type { Session } from "../session.ts";

/** Of the 80 letters that a name may have, the time takes 16. */
const COLLECTION_LETTERS = 60;

/**
 * Starts the replay, which from now on goes on by itself. Named after collection and second, so that an impatient second
 * call is the same replay. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 * @returns its ARN
 */
export async function startExecution(
  session: Session,
  environment: Environment,
  collection: string,
  input: ReplayInput,
): Promise<string> {
  const second = session.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  const name = `${collection.replaceAll(/[^\w-]/g, "_").slice(0, COLLECTION_LETTERS)}-${second}`;
  const request = { stateMachineArn: replayArn(environment), name, input: JSON.stringify(input) };
  const { executionArn = "" } = await session
    .aws(SFNClient, environment.region)
    .send(new StartExecutionCommand(request));
  const again = `npm run -s ops -- replay ${stackName(environment)} --follow`;
  session.err.print(`\nStarted ${executionArn}`);
  session.err.print(`It goes on whatever becomes of this command; to see it again: ${again}`);
  return executionArn;
}
