import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { findQueue } from "../failures/find-queue.ts";
import type { Session } from "../session.ts";
import type { Checked } from "./check.ts";

/** About how many objects failed for good; SQS counts approximately. */
export async function checkFailures(session: Session, environment: MongodbToSnowflake): Promise<Checked<number>> {
  const { sqs, url } = await findQueue(session, environment);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      // Also those that somebody is reading at the moment.
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  const failed = Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
  if (failed === 0) return { found: 0, problems: [] };
  const problem = failed === 1 ? "1 object is not cleaned" : `${failed} objects are not cleaned`;
  return {
    found: failed,
    problems: [{ where: "failure queue", problem, remedy: `npm run -s ops -- failures ${stackName(environment)}` }],
  };
}
