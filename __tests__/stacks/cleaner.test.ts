import { expect } from "chai";
import { readEnvironment } from "../../functions/cleaner/environment.ts";
import { ALL, PRIMARY, STAGING } from "./fixtures.ts";
import { alarmOf, once, only, resources, rightsOf, synth } from "./synth.ts";

describe("the cleaner's function", () => {
  const stack = once(() => synth(PRIMARY));
  const lambda = () => only(stack(), "aws_lambda_function");

  it("[D-005] ships the bundle as a zip, and a new one when its bytes change", () => {
    expect(lambda()).to.include({ handler: "index.handler", runtime: "nodejs24.x" });
    expect(lambda().filename).to.match(/^assets\/.+\/cleaner\.zip$/);
    expect(lambda().source_code_hash).to.equal(`\${filebase64sha256("${String(lambda().filename)}")}`);
  });

  it("has the environment's memory and concurrency, and Lambda's longest timeout", () => {
    expect(lambda()).to.include({ memory_size: 3538, reserved_concurrent_executions: 20, timeout: 900 });
    const paused = synth({ ...PRIMARY, cleaner: { ...PRIMARY.cleaner, memoryMb: 1769, reservedConcurrency: 0 } });
    expect(only(paused, "aws_lambda_function")).to.include({ memory_size: 1769, reserved_concurrent_executions: 0 });
  });

  it("[C-013, C-014, C-015, C-044] has its buckets and prefixes in the environment variables that it reads", () => {
    const { variables } = lambda().environment as { variables: Record<string, string> };
    expect(readEnvironment(variables)).to.deep.equal({
      stack: "production-us-west-2",
      firstDatabase: "legion",
      rawBucket: "legion-analytics-us-west-2-production",
      rawPrefix: "mongodb-data/",
      cleanBucket: "legion-clean-analytics",
      cleanBucketRegion: "us-east-1",
      cleanPrefix: "production-us-west-2/clean/",
      csvDelimiter: ",",
      nullMarker: "NULL",
      passOp: true,
      cleanNames: "versioned",
    });
  });

  it("gets the settings of Op and of the names of CLEAN objects", () => {
    const literal = synth({ ...PRIMARY, cleaner: { ...PRIMARY.cleaner, passOp: false, cleanNames: "same-name" } });
    expect(only(literal, "aws_lambda_function").environment).to.deep.nested.include({
      "variables.PASS_OP": "false",
      "variables.CLEAN_NAMES": "same-name",
    });
  });

  it("may read its own RAW prefix, write its own CLEAN prefix, log and report a failure, and nothing else", () => {
    expect(rightsOf(stack(), "clearwell-production-us-west-2-cleaner").map(withoutIds)).to.deep.equal([
      ["s3:GetObject", "arn:aws:s3:::legion-analytics-us-west-2-production/mongodb-data/legion/*"],
      ["kms:Decrypt", "aws_kms_key.arn"],
      ["s3:PutObject s3:AbortMultipartUpload", "arn:aws:s3:::legion-clean-analytics/production-us-west-2/clean/*"],
      ["sqs:SendMessage", "aws_sqs_queue.arn"],
      ["logs:CreateLogStream logs:PutLogEvents", "aws_cloudwatch_log_group.arn:*"],
    ]);
    expect(resources(stack(), "aws_iam_role_policy_attachment").map(({ role }) => role)).to.satisfy((roles: string[]) =>
      roles.every((role) => role.includes("dms-service-roles")),
    );
  });

  it("has a log group with the environment's retention, created before Lambda would create its own", () => {
    expect(resources(stack(), "aws_cloudwatch_log_group")).to.deep.include({
      name: `/aws/lambda/${String(lambda().function_name)}`,
      retention_in_days: 90,
    });
    expect(lambda().depends_on).to.satisfy((ids: string[]) =>
      ids.some((id) => id.startsWith("aws_cloudwatch_log_group.cleaner")),
    );
  });

  it("is created after its rights", () => {
    expect(lambda().depends_on).to.satisfy((ids: string[]) =>
      ids.some((id) => id.startsWith("aws_iam_role_policy.cleaner")),
    );
  });
});

describe("a failure of the cleaner", () => {
  const stack = once(() => synth(PRIMARY));
  const queue = () => only(stack(), "aws_sqs_queue");
  const alarm = () => alarmOf(stack(), "failures-not-empty");

  it("is tried twice more within six hours, then goes to the failure queue", () => {
    const retries = only(stack(), "aws_lambda_function_event_invoke_config");
    expect(retries).to.include({ maximum_retry_attempts: 2, maximum_event_age_in_seconds: 21_600 });
    expect(retries)
      .to.have.nested.property("destination_config.on_failure.destination")
      .that.matches(/aws_sqs_queue/);
  });

  it("stays in the queue for 14 days, encrypted", () => {
    expect(queue()).to.include({ message_retention_seconds: 1_209_600, sqs_managed_sse_enabled: true });
  });

  it("raises an alarm at the first message, and none while the queue is idle", () => {
    expect(alarm()).to.include({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      treat_missing_data: "notBreaching",
    });
    expect(alarm())
      .to.have.nested.property("dimensions.QueueName")
      .that.matches(/aws_sqs_queue/);
  });

  it("is mailed to the address", () => {
    expect(only(stack(), "aws_sns_topic_subscription")).to.include({
      protocol: "email",
      endpoint: "alarms@fixture.example",
    });
    expect(alarm())
      .to.have.nested.property("alarm_actions[0]")
      .that.matches(/aws_sns_topic/);
  });

  it("is mailed to nobody if the environment has a reason instead of an address, and the alarm still exists", () => {
    const silent = synth(STAGING, ALL);
    expect(resources(silent, "aws_sns_topic")).to.deep.equal([]);
    expect(alarmOf(silent, "failures-not-empty")).to.deep.include({ alarm_actions: [] });
  });
});

/** A statement as its actions and its resource, without CDKTF's ids. */
function withoutIds({
  Action,
  Resource,
}: {
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
}) {
  return [Action.join(" "), Resource?.join(" ").replace(/\$\{(\w+)\.[^.]+\.(\w+)\}/, "$1.$2")];
}
