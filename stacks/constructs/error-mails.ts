import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { Sesv2EmailIdentity } from "@cdktf/provider-aws/lib/sesv2-email-identity/index.js";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { SNOWFLAKE_MESSAGES } from "../../functions/mail/environment.ts";
import type { ErrorMailSettings } from "../mails.ts";
import { resourceName } from "../names.ts";
import { policyDocument } from "../policy.ts";
import type { AlarmProps } from "./alarm.ts";
import { AlertFunction } from "./alert-function.ts";
import { leaveToAccount } from "./key-policy.ts";
import { MAIL_TIMEOUT, MailFunction } from "./mail-function.ts";
import { MailQueue } from "./mail-queue.ts";

interface ErrorMailsProps extends Required<AlarmProps> {
  readonly mails: ErrorMailSettings;
  /** The log groups that are watched if the settings name none. */
  readonly ownLogs: readonly string[];
}

/**
 * Mails what goes wrong: a line of a log that is an alert, or an alarm of the stack, to a topic, a queue and SES. Its own alarms do not go this
 * way only: they notify the environment's topic, as all alarms do.
 */
export class ErrorMails extends Construct {
  readonly deadLettersUrl: string;

  constructor(scope: Construct, id: string, props: ErrorMailsProps) {
    super(scope, id);
    const { mails, ownLogs, ...alarms } = props;
    const { environment, pipeline } = alarms;
    const name = (part: string) => resourceName(environment, `${pipeline}-${part}`);
    const keyArn = this.#addKey(environment.account, name("mails"));
    const topicArn = new SnsTopic(this, "topic", { name: name("mails"), kmsMasterKeyId: keyArn }).arn;
    const queue = new MailQueue(this, "queue", {
      ...alarms,
      name: name("mails"),
      keyArn,
      topics: { alerts: { arn: topicArn }, ...alarmTopic(props) },
      timeoutSeconds: MAIL_TIMEOUT,
    });
    this.deadLettersUrl = queue.deadLettersUrl;
    new AlertFunction(this, "alert", {
      ...alarms,
      name: name("alert"),
      watch: mails.watch ?? ownLogs,
      topicToTellArn: topicArn,
      deadLettersArn: queue.deadLettersArn,
      keyArn,
    });
    new MailFunction(this, "mail", {
      ...alarms,
      name: name("mail"),
      mails,
      identityArn: mails.identity?.arn ?? new Sesv2EmailIdentity(this, "sender", { emailIdentity: mails.from }).arn,
      queueArn: queue.arn,
      keyArn,
    });
  }

  /** Encrypts the topic and the queues. A key of their own: SNS must be able to use it, which a key of rows does not allow. */
  #addKey(account: string, alias: string): string {
    const key = new KmsKey(this, "key", {
      description: `clearwell ${TerraformStack.of(this).node.id}: failures that are to be mailed`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([
        leaveToAccount(account),
        {
          // https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
          Sid: "TopicsToQueues",
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: ["kms:GenerateDataKey", "kms:Decrypt"],
          Resource: ["*"],
        },
      ]),
    });
    new KmsAlias(this, "key-alias", { name: `alias/${alias}`, targetKeyId: key.keyId });
    return key.arn;
  }
}

/**
 * The topic of the stack's alarms, to which Snowflake publishes, too, unless it already mails one of the receivers. Others' alarms and
 * budgets may use it. https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html
 */
function alarmTopic({ environment, pipeline, topicArn, mails }: ErrorMailsProps) {
  const { alarms } = environment;
  if (topicArn === undefined || ("email" in alarms && mails.to.includes(alarms.email))) return {};
  const AlarmName = [{ prefix: resourceName(environment, `${pipeline}-`) }];
  const filter = { $or: [{ AlarmName, NewStateValue: ["ALARM"] }, { messageType: [...SNOWFLAKE_MESSAGES] }] };
  return { alarms: { arn: topicArn, filter } };
}
