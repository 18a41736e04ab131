import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { logFailure } from "../shared/log-failure.ts";
import { readEnvironment } from "./environment.ts";
import { type Mailer, mailFailures } from "./mail-failures.ts";
import { takeTurn } from "./sent.ts";
import { mailOf } from "./text.ts";

const { stack, from, to, sentTable, docs } = readEnvironment();
const logger = new Logger({ serviceName: "mail", persistentKeys: { stack } });
const dynamo = new DynamoDBClient({});
const ses = new SESv2Client({});

const mailer: Mailer = {
  takeTurn: ({ kind, count }, messageId) => takeTurn(dynamo, sentTable, { kind, count, messageId, now: new Date() }),
  send: async (failure, unmailed) => {
    const { subject, text } = mailOf(failure, { stack, docs }, unmailed);
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [...to] },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
      }),
    );
  },
  mailed: ({ kind, count }, { mail }) => logger.info(mail ? "mailed" : "counted", { kind, count }),
  failed: (error) => void logFailure(logger, error),
};

/** Lambda's entry, for the queue of the mails. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  try {
    return await mailFailures(event.Records, mailer);
  } catch (error) {
    throw logFailure(logger, error);
  }
}
