import { expect } from "chai";
import { PRIMARY, SECOND, STAGING } from "./fixtures.ts";
import {
  alarmOf,
  ofBucket,
  once,
  only,
  type Resource,
  rawKey,
  referenceTo,
  resources,
  rightsOf,
  statements,
  synth,
  type Terraform,
} from "./synth.ts";

const RAW = "legion-analytics-us-west-2-production";

describe("each reference is to the right resource:", () => {
  const stack = once(() => synth(PRIMARY));
  const source = () => only(stack(), "aws_dms_endpoint");
  const target = () => only(stack(), "aws_dms_s3_endpoint");
  const instance = () => only(stack(), "aws_dms_replication_instance");
  const task = () => only(stack(), "aws_dms_replication_task");
  const lambda = () => only(stack(), "aws_lambda_function");
  const alarm = () => alarmOf(stack(), "failures-not-empty");
  /** A reference to the only resource of the type. */
  const ref = (type: string, attribute: string) => referenceTo(stack(), type, only(stack(), type), attribute);
  const roleRef = (part: string) => referenceTo(stack(), "aws_iam_role", role(stack(), part), "arn");

  for (const [part, service] of [
    ["clearwell-production-us-west-2-dms-source", "dms.us-west-2.amazonaws.com"],
    ["clearwell-production-us-west-2-dms-target", "dms.amazonaws.com"],
    ["clearwell-production-us-west-2-cleaner", "lambda.amazonaws.com"],
    ["clearwell-production-us-west-2-task-stopped", "events.amazonaws.com"],
    ["dms-vpc-role", "dms.amazonaws.com"],
    ["dms-cloudwatch-logs-role", "dms.amazonaws.com"],
  ] as const) {
    it(`${part} is assumed by ${service} only`, () => {
      expect(statements(role(stack(), part).assume_role_policy)).to.deep.equal([
        { Sid: "Service", Effect: "Allow", Principal: { Service: service }, Action: ["sts:AssumeRole"] },
      ]);
    });
  }

  it("the source's secret is read with the source's role", () => {
    expect(source()).to.include({
      endpoint_type: "source",
      secrets_manager_access_role_arn: roleRef("clearwell-production-us-west-2-dms-source"),
    });
  });

  it("the source authenticates by password, with MongoDB's default mechanism", () => {
    expect(source().mongodb_settings).to.include({ auth_type: "password", auth_mechanism: "default" });
  });

  it("RAW is written with the target's role", () => {
    expect(target()).to.include({
      endpoint_type: "target",
      service_access_role_arn: roleRef("clearwell-production-us-west-2-dms-target"),
      bucket_name: referenceTo(stack(), "aws_s3_bucket", bucketNamed(stack(), RAW), "id"),
    });
  });

  it("the target's role writes to its stack's bucket and nothing else", () => {
    expect(rightsOf(stack(), "clearwell-production-us-west-2-dms-target").map(byAction)).to.deep.equal([
      ["s3:ListBucket", `arn:aws:s3:::${RAW}`],
      ["s3:PutObject s3:PutObjectTagging s3:DeleteObject", `arn:aws:s3:::${RAW}/*`],
      ["kms:GenerateDataKey kms:Decrypt kms:DescribeKey", referenceTo(stack(), "aws_kms_key", rawKey(stack()), "arn")],
    ]);
  });

  it("the task replicates from the source to the target, on the instance", () => {
    expect(task()).to.include({
      source_endpoint_arn: ref("aws_dms_endpoint", "endpoint_arn"),
      target_endpoint_arn: ref("aws_dms_s3_endpoint", "endpoint_arn"),
      replication_instance_arn: ref("aws_dms_replication_instance", "replication_instance_arn"),
    });
  });

  it("the instance is in the stack's subnets", () => {
    expect(instance().replication_subnet_group_id).to.equal(ref("aws_dms_replication_subnet_group", "id"));
  });

  it("the task logs an error of a row or a cell and continues, and suspends a collection that fails", () => {
    const { ErrorBehavior } = JSON.parse(String(task().replication_task_settings)) as { ErrorBehavior: object };
    expect(ErrorBehavior).to.include({
      DataErrorPolicy: "LOG_ERROR",
      DataTruncationErrorPolicy: "LOG_ERROR",
      TableErrorPolicy: "SUSPEND_TABLE",
    });
  });

  it("the cleaner has its own role", () => {
    expect(lambda().role).to.equal(roleRef("clearwell-production-us-west-2-cleaner"));
  });

  it("RAW may invoke the cleaner, invokes it, and its failures are retried", () => {
    const arn = ref("aws_lambda_function", "arn");
    expect(only(stack(), "aws_lambda_permission").function_name).to.equal(arn);
    expect(ofBucket(stack(), "aws_s3_bucket_notification", RAW)[0]).to.have.nested.property(
      "lambda_function[0].lambda_function_arn",
      arn,
    );
    expect(only(stack(), "aws_lambda_function_event_invoke_config").function_name).to.equal(
      ref("aws_lambda_function", "function_name"),
    );
  });

  it("the failure queue is the destination of failures, and the alarm evaluates it every five minutes", () => {
    expect(only(stack(), "aws_lambda_function_event_invoke_config")).to.have.nested.property(
      "destination_config.on_failure.destination",
      ref("aws_sqs_queue", "arn"),
    );
    expect(alarm()).to.have.nested.property("dimensions.QueueName", ref("aws_sqs_queue", "name"));
    expect(alarm()).to.include({ period: 300, evaluation_periods: 1 });
  });

  it("every alarm notifies the topic, and the topic its subscriber", () => {
    const topic = ref("aws_sns_topic", "arn");
    for (const { alarm_actions } of resources(stack(), "aws_cloudwatch_metric_alarm")) {
      expect(alarm_actions).to.deep.equal([topic]);
    }
    expect(only(stack(), "aws_sns_topic_subscription").topic_arn).to.equal(topic);
  });

  for (const [name, policy] of [
    ["dms-vpc-role", "AmazonDMSVPCManagementRole"],
    ["dms-cloudwatch-logs-role", "AmazonDMSCloudWatchLogsRole"],
  ] as const) {
    it(`${name} has AWS's managed policy for it`, () => {
      const attached = resources(stack(), "aws_iam_role_policy_attachment").filter(
        (it) => it.role === referenceTo(stack(), "aws_iam_role", role(stack(), name), "name"),
      );
      expect(attached.map(({ policy_arn }) => policy_arn)).to.deep.equal([
        `arn:aws:iam::aws:policy/service-role/${policy}`,
      ]);
    });
  }

  it("each key can be restored for 30 days after it was deleted", () => {
    for (const key of resources(stack(), "aws_kms_key")) expect(key).to.include({ deletion_window_in_days: 30 });
  });

  it("rows expire after the environment's number of days", () => {
    const longer = synth({ ...PRIMARY, retention: { ...PRIMARY.retention, rawDays: 21 } });
    const [lifecycle] = ofBucket(longer, "aws_s3_bucket_lifecycle_configuration", RAW);
    expect(lifecycle?.rule).to.deep.include({
      id: "expire-rows",
      status: "Enabled",
      filter: [{ prefix: "mongodb-data/" }],
      expiration: [{ days: 21 }],
    });
  });

  it("the tag names the environment", () => {
    for (const [environment, name] of [
      [SECOND, "production"],
      [STAGING, "staging"],
    ] as const) {
      expect(synth(environment, [PRIMARY, environment]).provider.aws[0]).to.have.nested.property(
        "default_tags[0].tags.environment",
        name,
      );
    }
  });
});

function role(stack: Terraform, name: string): Resource {
  return named(resources(stack, "aws_iam_role"), "name", name);
}

function bucketNamed(stack: Terraform, bucket: string): Resource {
  return named(resources(stack, "aws_s3_bucket"), "bucket", bucket);
}

function named(found: readonly Resource[], argument: string, name: string): Resource {
  const resource = found.find((it) => it[argument] === name);
  if (resource === undefined) throw new Error(`no ${argument} ${name}`);
  return resource;
}

/** A statement as its actions and resources. */
function byAction({ Action, Resource }: ReturnType<typeof rightsOf>[number]) {
  return [Action.join(" "), Resource?.join(" ")];
}
