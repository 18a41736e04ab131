import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { App, TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { ErrorMails } from "../../stacks/constructs/error-mails.ts";
import type { Environment } from "../../stacks/environment.ts";
import type { ErrorMailSettings } from "../../stacks/mails.ts";
import { checkEncryption } from "../../stacks/policies/encryption.ts";
import { checkFunctions } from "../../stacks/policies/functions.ts";
import { checkIam } from "../../stacks/policies/iam.ts";
import { PRIMARY } from "./fixtures.ts";
import { once, only, type Resource, referenceTo, resources, rightsOf, statements, type Terraform } from "./synth.ts";

const PREFIX = "clearwell-production-us-west-2-mysql";
const OWN = ["/aws/lambda/producer", "/aws/lambda/transformer"];
const MAILS: ErrorMailSettings = { from: "clearwell@example.com", to: ["ann@example.com", "bo@example.com"] };
const ALARMS = "arn:aws:sns:us-west-2:111122223333:alarms";

describe("The mails of what goes wrong", () => {
  const stack = once(() => make());
  const named = (type: string, name: string): Resource => {
    const found = resources(stack(), type).find((each) => Object.values(each).includes(`${PREFIX}-${name}`));
    return found ?? expect.fail(`no ${type} ${name}`);
  };
  const reference = (type: string, name: string, attribute = "arn") =>
    referenceTo(stack(), type, named(type, name), attribute);

  it("[K-07] begin with lines of the watched logs that have any of the texts, and of no other log", () => {
    const filters = resources(stack(), "aws_cloudwatch_log_subscription_filter");
    expect(filters.map(({ log_group_name }) => log_group_name)).to.have.members(OWN);
    for (const filter of filters) {
      expect(filter.filter_pattern).to.equal(
        '?"CLEARWELL_ALERT" ?"Task timed out after" ?"Runtime exited with error" ?"Uncaught Exception"',
      );
      expect(filter.destination_arn).to.equal(reference("aws_lambda_function", "alert"));
    }
    const allowed = resources(stack(), "aws_lambda_permission");
    expect(allowed.map(({ source_arn }) => source_arn)).to.have.members(
      OWN.map((name) => `arn:aws:logs:us-west-2:111122223333:log-group:${name}:*`),
    );
    for (const { principal, source_account } of allowed)
      expect({ principal, source_account }).to.deep.equal({
        principal: "logs.amazonaws.com",
        source_account: "111122223333",
      });
  });

  it("[K-07] watch the logs that the settings name instead, and wait for those that the stack makes", () => {
    const watching = make({ mails: { ...MAILS, watch: ["/company/app"] } });
    expect(only(watching, "aws_cloudwatch_log_subscription_filter").log_group_name).to.equal("/company/app");
    for (const { log_group_name, depends_on } of resources(stack(), "aws_cloudwatch_log_subscription_filter"))
      expect([depends_on].flat().includes("aws_cloudwatch_log_group.own")).to.equal(log_group_name === OWN[0]);
  });

  it("[K-09] go by a topic to a queue that keeps them for 14 days, and then to a queue of dead letters", () => {
    const queue = named("aws_sqs_queue", "mails");
    const deadLetters = reference("aws_sqs_queue", "mails-dead-letters");
    for (const each of resources(stack(), "aws_sqs_queue"))
      expect(each.message_retention_seconds).to.equal(14 * 24 * 60 * 60);
    expect(JSON.parse(String(queue.redrive_policy))).to.deep.equal({
      deadLetterTargetArn: deadLetters,
      maxReceiveCount: 3,
    });
    const subscription = resources(stack(), "aws_sns_topic_subscription").find(({ filter_policy }) => !filter_policy);
    expect(subscription).to.deep.include({
      topic_arn: reference("aws_sns_topic", "mails"),
      endpoint: reference("aws_sqs_queue", "mails"),
      protocol: "sqs",
      raw_message_delivery: true,
    });
    expect(JSON.parse(String(subscription?.redrive_policy))).to.deep.equal({ deadLetterTargetArn: deadLetters });
  });

  it("[K-09] wait at the queue for six times as long as the function that mails may take", () => {
    expect(named("aws_sqs_queue", "mails").visibility_timeout_seconds).to.equal(
      6 * Number(named("aws_lambda_function", "mail").timeout),
    );
    expect(only(stack(), "aws_lambda_event_source_mapping")).to.deep.include({
      event_source_arn: reference("aws_sqs_queue", "mails"),
      function_response_types: ["ReportBatchItemFailures"],
    });
  });

  it("hear of the stack's alarms as well, on the environment's topic, and of what Snowflake publishes there, and of nothing else on it", () => {
    const heard = resources(stack(), "aws_sns_topic_subscription").find(({ topic_arn }) => topic_arn === ALARMS);
    expect(heard).to.include({ filter_policy_scope: "MessageBody", endpoint: reference("aws_sqs_queue", "mails") });
    expect(JSON.parse(String(heard?.filter_policy))).to.deep.equal({
      $or: [
        { AlarmName: [{ prefix: `${PREFIX}-` }], NewStateValue: ["ALARM"] },
        { messageType: ["USER_TASK_FAILED", "INGEST_FAILED_FILE"] },
      ],
    });
    for (const { alarm_name, alarm_actions } of resources(stack(), "aws_cloudwatch_metric_alarm")) {
      expect(alarm_name).to.match(new RegExp(`^${PREFIX}-`));
      expect(alarm_actions).to.deep.equal([ALARMS]);
    }
  });

  it("do not repeat an alarm to somebody whom its topic mails already", () => {
    const same = make({ environment: { alarms: { email: "bo@example.com" } } });
    expect(only(same, "aws_sns_topic_subscription").topic_arn).not.to.equal(ALARMS);
  });

  it("let only the two topics write into the queues", () => {
    const policies = resources(stack(), "aws_sqs_queue_policy");
    expect(policies).to.have.length(2);
    for (const { policy } of policies)
      for (const statement of statements(policy)) {
        expect(statement.Principal).to.deep.equal({ Service: "sns.amazonaws.com" });
        expect(statement.Action).to.deep.equal(["sqs:SendMessage"]);
        expect(statement.Condition).to.deep.equal({
          ArnEquals: { "aws:SourceArn": [reference("aws_sns_topic", "mails"), ALARMS] },
        });
      }
  });

  it("are encrypted with one key, which each may use who writes or reads them, and SNS", () => {
    const key = referenceTo(stack(), "aws_kms_key", only(stack(), "aws_kms_key"), "arn");
    expect(only(stack(), "aws_sns_topic").kms_master_key_id).to.equal(key);
    for (const queue of resources(stack(), "aws_sqs_queue")) expect(queue.kms_master_key_id).to.equal(key);
    const keyRights = (name: string) =>
      rightsOf(stack(), `${PREFIX}-${name}`)
        .filter(({ Resource }) => Resource?.includes(key))
        .flatMap(({ Action }) => Action);
    expect(keyRights("alert")).to.have.members(["kms:GenerateDataKey", "kms:Decrypt"]);
    expect(keyRights("mail")).to.have.members(["kms:Decrypt"]);
    const sns = statements(only(stack(), "aws_kms_key").policy).find(({ Sid }) => Sid === "TopicsToQueues");
    expect(sns).to.deep.include({
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    });
  });

  it("[K-10] are sent from the one address to the others, once a kind and hour, which a table remembers until it expires", () => {
    expect(only(stack(), "aws_sesv2_email_identity").email_identity).to.equal(MAILS.from);
    expect(only(stack(), "aws_dynamodb_table")).to.deep.include({
      hash_key: "kind",
      ttl: { attribute_name: "expires", enabled: true },
    });
    const rights = rightsOf(stack(), `${PREFIX}-mail`);
    const identity = (address: string) => `arn:aws:ses:us-west-2:111122223333:identity/${address}`;
    expect(rights.find(({ Sid }) => Sid === "Send")).to.deep.include({
      Action: ["ses:SendEmail"],
      Resource: [
        referenceTo(stack(), "aws_sesv2_email_identity", only(stack(), "aws_sesv2_email_identity"), "arn"),
        ...MAILS.to.map(identity),
      ],
      Condition: {
        StringEquals: { "ses:FromAddress": MAILS.from },
        "ForAllValues:StringEquals": { "ses:Recipients": MAILS.to },
      },
    });
    expect(named("aws_lambda_function", "mail").environment).to.deep.include({
      variables: {
        STACK: "it",
        MAIL_FROM: MAILS.from,
        MAIL_TO: "ann@example.com,bo@example.com",
        SENT_TABLE: reference("aws_dynamodb_table", "mail", "name"),
      },
    });
  });

  it("use an identity that exists, if the settings name one", () => {
    const arn = "arn:aws:ses:us-west-2:111122223333:identity/example.com";
    const other = make({ mails: { ...MAILS, identity: { arn } } });
    expect(resources(other, "aws_sesv2_email_identity")).to.deep.equal([]);
    expect(rightsOf(other, `${PREFIX}-mail`).find(({ Sid }) => Sid === "Send")?.Resource?.[0]).to.equal(arn);
  });

  it("have alarms for failures and throttles of both functions, dead letters, and what waits too long", () => {
    const names = resources(stack(), "aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name);
    expect(names).to.have.members(
      ["errors-alert", "errors-mail", "throttled-alert", "throttled-mail", "not-sent", "waiting"].map(
        (name) => `${PREFIX}-mails-${name}`,
      ),
    );
  });

  it("keep the policies, also if alarms notify nobody", () => {
    for (const each of [stack(), make({ topicArn: undefined })]) {
      expect([...checkFunctions(each), ...checkIam(each), ...checkEncryption(each)]).to.deep.equal([]);
    }
  });

  it("are refused without dead letters", () => {
    const changed = make();
    for (const queue of resources(changed, "aws_sqs_queue")) Object.assign(queue, { redrive_policy: undefined });
    expect(checkFunctions(changed).map(({ problem }) => problem)).to.deep.equal(["it has no destination for failures"]);
  });
});

interface Changes {
  readonly mails?: ErrorMailSettings;
  readonly environment?: Partial<Environment>;
  readonly topicArn?: string | undefined;
}

/** A stack with the mails and a watched log alone. */
function make({ mails = MAILS, environment = {}, ...changes }: Changes = {}): Terraform {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  try {
    const stack = new TerraformStack(new App({ outdir }), "it");
    new CloudwatchLogGroup(stack, "own", { name: OWN[0] as string, retentionInDays: 90 });
    new ErrorMails(stack, "mails", {
      environment: { ...PRIMARY, ...environment },
      pipeline: "mysql",
      topicArn: "topicArn" in changes ? changes.topicArn : ALARMS,
      mails,
      ownLogs: OWN,
    });
    return JSON.parse(Testing.synth(stack)) as Terraform;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
