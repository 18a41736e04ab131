import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { toEnvironment } from "../../functions/mail/environment.ts";
import type { ErrorMailSettings } from "../mails.ts";
import type { Statement } from "../policy.ts";
import type { AlarmProps } from "./alarm.ts";
import { addFunction } from "./function.ts";
import { addMailAlarms } from "./mail-alarms.ts";

interface MailFunctionProps extends AlarmProps {
  /** Of the function, its role and its table. */
  readonly name: string;
  readonly mails: ErrorMailSettings;
  readonly identityArn: string;
  readonly queueArn: string;
  readonly keyArn: string;
}

/** Seconds of the function that mails. The queue waits a multiple of it. */
export const MAIL_TIMEOUT = 30;

/** Mails what is in the queue, one mail a kind and hour, which its table remembers. */
export class MailFunction extends Construct {
  constructor(scope: Construct, id: string, props: MailFunctionProps) {
    super(scope, id);
    const { environment, name, mails, queueArn, keyArn } = props;
    const table = new DynamodbTable(this, "sent", {
      name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "kind",
      attribute: [{ name: "kind", type: "S" }],
      // Codes, names of tables and counts, so DynamoDB's own key is enough.
      ttl: { attributeName: "expires", enabled: true },
    });
    const lambda = addFunction(this, {
      environment,
      code: "mail",
      name,
      variables: toEnvironment({
        stack: TerraformStack.of(this).node.id,
        from: mails.from,
        to: mails.to,
        sentTable: table.name,
        docs: mails.docs,
      }),
      allow: [
        {
          Sid: "TakeFromQueue",
          Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
          Resource: [queueArn],
        },
        { Sid: "Decrypt", Action: ["kms:Decrypt"], Resource: [keyArn] },
        { Sid: "Remember", Action: ["dynamodb:UpdateItem"], Resource: [table.arn] },
        sendRight(props),
      ],
      memoryMb: 256,
      timeoutSeconds: MAIL_TIMEOUT,
    });
    new LambdaEventSourceMapping(this, "from-queue", {
      eventSourceArn: queueArn,
      functionName: lambda.functionName,
      batchSize: 10,
      functionResponseTypes: ["ReportBatchItemFailures"],
      // The least that Lambda takes: mails are few, and SES limits their rate.
      scalingConfig: { maximumConcurrency: 2 },
    });
    addMailAlarms(this, { ...props, functionName: lambda.functionName, of: "mail" });
  }
}

/**
 * From the one sender to the receivers of the settings. In the sandbox SES also asks for the right on the receivers' identities.
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
function sendRight({ environment, mails, identityArn }: MailFunctionProps): Omit<Statement, "Effect"> {
  const { account, region } = environment;
  return {
    Sid: "Send",
    Action: ["ses:SendEmail"],
    Resource: [identityArn, ...mails.to.map((address) => `arn:aws:ses:${region}:${account}:identity/${address}`)],
    Condition: {
      StringEquals: { "ses:FromAddress": mails.from },
      "ForAllValues:StringEquals": { "ses:Recipients": mails.to },
    },
  };
}
