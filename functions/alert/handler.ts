import { Logger } from "@aws-lambda-powertools/logger";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { RECORD_MASKS } from "../../contracts/record-masks.ts";
import { logFailure } from "../shared/log-failure.ts";
import { readEnvironment } from "./environment.ts";
import { type Teller, tellFailures } from "./tell-failures.ts";

const { stack, topicArn } = readEnvironment();
const logger = new Logger({ serviceName: "alert", persistentKeys: { stack } });
const sns = new SNSClient({});

const teller: Teller = {
  tables: new Set(
    Object.entries(RECORD_MASKS).flatMap(([database, tables]) =>
      Object.keys(tables).map((table) => `${database}.${table}`),
    ),
  ),
  publish: async (notice) => {
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(notice) }));
  },
};

/** Lambda's entry, for CloudWatch Logs: lines of the logs that are watched. */
export async function handler(event: unknown): Promise<void> {
  try {
    const told = await tellFailures(event, teller);
    logger.info("told", { notices: told.map(({ code, table, count }) => ({ code, table, count })) });
  } catch (error) {
    throw logFailure(logger, error);
  }
}
