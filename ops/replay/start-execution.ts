import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { type ReplayInput, replayArn } from "../../stacks/mongodb-to-snowflake/replay.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";

/** A name may have 80 characters, of which the time takes 16. */
const COLLECTION_MAX_LENGTH = 60;

/**
 * Starts the replay, which then runs without this command. Its name is the collection and the second, so that a second call within the
 * same second does not start another. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 * @returns its ARN
 */
export async function startExecution(
  session: Session,
  environment: MongodbToSnowflake,
  collection: string,
  input: ReplayInput,
): Promise<string> {
  const second = session.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  const name = `${collection.replaceAll(/[^\w-]/g, "_").slice(0, COLLECTION_MAX_LENGTH)}-${second}`;
  const request = { stateMachineArn: replayArn(environment), name, input: JSON.stringify(input) };
  const { executionArn = "" } = await session
    .aws(SFNClient, environment.region)
    .send(new StartExecutionCommand(request));
  const again = `npm run -s ops -- replay ${stackName(environment)} --follow`;
  session.err.print(`\nStarted ${executionArn}`);
  session.err.print(`It continues if this command is interrupted. To follow it again: ${again}`);
  return executionArn;
}
