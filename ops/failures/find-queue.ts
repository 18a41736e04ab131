import { GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from "@aws-sdk/client-sqs";
import { UserError } from "../../command/user-error.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { resourceName, stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";

export interface Queue {
  readonly sqs: SQSClient;
  readonly url: string;
}

/** The failure queue of a stack. @throws UserError if there is none: the stack is not deployed */
export async function findQueue(session: Session, environment: MongodbToSnowflake): Promise<Queue> {
  const sqs = session.aws(SQSClient, environment.region);
  const name = resourceName(environment, "failures");
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    return { sqs, url: QueueUrl ?? "" };
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new UserError(
      `There is no queue ${name} in ${environment.region}: deploy ${stackName(environment)} first.`,
      1,
    );
  }
}
