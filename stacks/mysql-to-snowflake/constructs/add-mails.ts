import type { TerraformStack } from "cdktf";
import { ErrorMails } from "../../constructs/error-mails.ts";
import { sendsMails } from "../../mails.ts";
import { addOutputs } from "../../outputs.ts";
import { logName, producerName, SHORT_NAME, transformerName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import { databasesOf } from "../tables.ts";

/** Adds the mails of what goes wrong, if the settings name somebody. They watch what reads and what transforms. */
export function addMails(stack: TerraformStack, environment: MysqlToSnowflake, topicArn: string | undefined): void {
  const { mails } = environment;
  if (!sendsMails(mails)) return;
  const readers = databasesOf(environment).map((database) => producerName(environment, database));
  const { deadLettersUrl } = new ErrorMails(stack, "mails", {
    ...{ environment, pipeline: SHORT_NAME, topicArn, mails },
    ownLogs: [...readers, transformerName(environment)].map(logName),
  });
  addOutputs(stack, { mails_dead_letters_url: deadLettersUrl });
}
