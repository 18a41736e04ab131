import { expect } from "chai";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { once, only, type Resource, resources, statements } from "../synth.ts";
import { production, staging, WITH_OPTIONS, withShop } from "./fixtures.ts";
import { synth } from "./synth.ts";

const BUCKET = "clearwell-stream-us-west-2-production";
const NAME = "clearwell-production-us-west-2-mysql";
const SNOWFLAKE = { iamUserArn: "arn:aws:iam::444455556666:user/FIXTURE" };

describe("The stack of mysql-to-snowflake", () => {
  const stack = once(() => synth());

  it("has a bucket whose rows Snowflake alone may read, whose errors nobody, and which Firehose alone writes", () => {
    expect(only(stack(), "aws_s3_bucket").bucket).to.equal(BUCKET);
    const policy = statements(only(stack(), "aws_s3_bucket_policy").policy);
    const denied = policy
      .filter(({ Sid }) => Sid !== "DenyPlainHttp")
      .map(({ Action, Resource: on = [], Condition }) => [
        ...[Action[0], on[0]?.replace(`arn:aws:s3:::${BUCKET}/`, "")],
        String(Condition?.ArnNotEquals?.["aws:PrincipalArn"] ?? "").replace(/^.*-mysql-/, ""),
      ]);
    expect(denied).to.deep.equal([
      ["s3:GetObject*", "data/*", "reader"],
      ["s3:GetObject*", "errors/*", ""],
      ["s3:PutObject", "*", "delivery"],
    ]);
  });

  it("lets rows and errors expire, each in its own time", () => {
    const { rule } = only(stack(), "aws_s3_bucket_lifecycle_configuration") as unknown as { rule: Resource[] };
    expect(rule.slice(0, 2).map(({ filter, expiration }) => [filter, expiration])).to.deep.equal([
      [[{ prefix: "data/" }], [{ days: 30 }]],
      [[{ prefix: "errors/" }], [{ days: 7 }]],
    ]);
  });

  it("has a stream for each table, encrypted with the stack's key or a given one, of the capacity that is set", () => {
    const streams = resources(stack(), "aws_kinesis_stream");
    expect(streams.map(({ name }) => name)).to.deep.equal([`${NAME}-shop-order-lines`, `${NAME}-shop-people`]);
    for (const it of streams) {
      expect(it).to.include({ encryption_type: "KMS", retention_period: 168 });
      expect(it.kms_key_id).to.match(/^\$\{aws_kms_key\.stream_key_/);
      expect(it.stream_mode_details).to.deep.equal({ stream_mode: "ON_DEMAND" });
    }
    const given = synth(production(WITH_OPTIONS));
    expect(only(given, "aws_kms_key").description, "the only one").to.match(/: failures that are to be mailed$/);
    for (const it of resources(given, "aws_kinesis_stream"))
      expect(it).to.deep.include({
        ...{ kms_key_id: WITH_OPTIONS.streamKeyArn, shard_count: 2 },
        stream_mode_details: { stream_mode: "PROVISIONED" },
      });
  });

  it("[K-11] has a delivery stream for each table, with a prefix for its rows and one for its errors, in files that Snowpipe reads", () => {
    const [delivery] = resources(stack(), "aws_kinesis_firehose_delivery_stream");
    expect(delivery).to.include({ name: `${NAME}-shop-order-lines`, destination: "extended_s3" });
    const config = delivery?.extended_s3_configuration as Resource;
    expect(config).to.include({
      prefix: "data/stream/shop/order_lines/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
      error_output_prefix: "errors/shop/order_lines/!{firehose:error-output-type}/",
      ...{ buffering_size: 128, buffering_interval: 300, compression_format: "GZIP", file_extension: ".json.gz" },
    });
    expect(config).not.to.have.property("dynamic_partitioning_configuration");
  });

  it("names a version of the transformer, and no argument that the provider forgets because it is AWS's default", () => {
    for (const { extended_s3_configuration: config } of resources(stack(), "aws_kinesis_firehose_delivery_stream"))
      expect(config)
        .to.have.nested.property("processing_configuration.processors[0].parameters")
        .that.satisfies((all: Resource[]) => {
          const [one] = all;
          return (
            all.length === 1 &&
            one?.parameter_name === "LambdaArn" &&
            /^\$\{aws_lambda_function\.transformer_function_\w+\.qualified_arn\}$/.test(String(one.parameter_value))
          );
        });
    expect(resources(stack(), "aws_lambda_function").filter(({ publish }) => publish === true)).to.have.length(1);
  });

  it("deploys what sends a column after the mask that lists it", () => {
    const producer = resources(stack(), "aws_lambda_function").find(({ function_name }) =>
      String(function_name).endsWith("-producer"),
    );
    const after = (producer?.depends_on ?? []) as string[];
    const deliveries = after.filter((it) => it.startsWith("aws_kinesis_firehose_delivery_stream."));
    expect(deliveries).to.have.length(2);
  });

  it("has a watermark for each table, which the producer moves and Terraform does not, and which a plan can't destroy", () => {
    const parameters = resources(stack(), "aws_ssm_parameter");
    expect(parameters.map(({ name }) => name)).to.deep.equal([
      "/clearwell/production/mysql/shop/order_lines/watermark",
      "/clearwell/production/mysql/shop/people/watermark",
    ]);
    for (const it of parameters)
      expect(it).to.deep.include({
        ...{ type: "String", value: "none" },
        lifecycle: { ignore_changes: ["value"], prevent_destroy: true },
      });
  });

  it("[K-06, K-22] has a schedule for each table that is off until an operator starts it, and does not try again", () => {
    const schedules = resources(stack(), "aws_scheduler_schedule");
    expect(schedules.map(({ target }) => (target as Resource).input)).to.deep.equal([
      '{"table":"order_lines"}',
      '{"table":"people"}',
    ]);
    for (const it of schedules) {
      expect(it).to.deep.include({ state: "DISABLED", schedule_expression: "rate(5 minutes)" });
      expect(it.lifecycle).to.deep.equal({ ignore_changes: ["state"] });
      expect((it.target as Resource).retry_policy).to.deep.equal({
        ...{ maximum_retry_attempts: 0, maximum_event_age_in_seconds: 300 },
      });
    }
    const retries = resources(stack(), "aws_lambda_function_event_invoke_config").find(
      ({ destination_config }) => destination_config === undefined,
    );
    expect(retries?.maximum_retry_attempts).to.equal(0);
    const rates = resources(synth(production(WITH_OPTIONS)), "aws_scheduler_schedule");
    expect(rates.map(({ schedule_expression }) => schedule_expression)).to.include("rate(1 minute)");
  });

  it("[K-20] gives each role the rights of its work and no other", () => {
    const rights = rightsByRole(synth({ ...production(WITH_OPTIONS), snowflake: SNOWFLAKE }));
    expect(rights.get("shop-producer")).to.deep.equal([
      ...["kinesis:PutRecords", "kms:GenerateDataKey", "ssm:GetParameter", "ssm:PutParameter", "rds-db:connect"],
      ...["logs:CreateLogStream", "logs:PutLogEvents", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
      ...["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
    ]);
    expect(rights.get("club-producer")).to.include("secretsmanager:GetSecretValue").and.not.include("rds-db:connect");
    expect(rights.get("transformer")).to.deep.equal(["logs:CreateLogStream", "logs:PutLogEvents"]);
    expect(rights.get("schedules")).to.deep.equal(["lambda:InvokeFunction"]);
    expect(rights.get("delivery")).not.to.include("s3:GetObject");
    expect(rights.get("reader")).to.deep.equal([
      ...["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:GetBucketLocation", "kms:Decrypt"],
    ]);
  });

  it("lets a producer reach the streams and watermarks of its own tables only", () => {
    const policy = resources(synth(production(WITH_OPTIONS)), "aws_iam_role_policy").find(({ role }) =>
      String(role).includes("club-producer"),
    );
    for (const Sid of ["Send", "Watermark"]) {
      const { Resource: on = [] } = statements(policy?.policy).find((each) => each.Sid === Sid) ?? {};
      expect(on).to.have.length(1);
      expect(on[0]).to.include("club-people");
    }
  });

  it("lets Snowflake read the rows once its user is known, and S3 notify Snowpipe once its queue is", () => {
    const closed = synth({ ...production(), snowflake: {} });
    expect(resources(closed, "aws_iam_role").map(({ name }) => name)).not.to.include(`${NAME}-reader`);
    expect(stack().resource).not.to.have.property("aws_s3_bucket_notification");
    const open = synth({ ...production(WITH_OPTIONS), snowflake: SNOWFLAKE });
    const role = resources(open, "aws_iam_role").find(({ name }) => name === `${NAME}-reader`);
    expect(JSON.stringify(role)).to.include("clearwell-production-us-west-2-mysql-to-snowflake");
    expect(only(open, "aws_s3_bucket_notification").queue).to.deep.equal(
      ["club", "shop"].map((database) => ({
        ...{ events: ["s3:ObjectCreated:*"], filter_prefix: `data/stream/${database}/`, id: database },
        queue_arn: WITH_OPTIONS.snowpipeSqsArn,
      })),
    );
  });

  it("lets Snowflake publish failures to the alarms' topic, in an environment of this pipeline alone, and says what is to be done before", () => {
    const open = synth({ ...production(WITH_OPTIONS), snowflake: SNOWFLAKE });
    expect(rightsByRole(open).get("snowflake-publisher")).to.deep.equal(["sns:Publish"]);
    const role = resources(open, "aws_iam_role").find(({ name }) => name === `${NAME}-publisher`);
    expect(JSON.stringify(role)).to.include("FIXTURE_SFCRole=2_FIXTURE=");
    expect(open.output).not.to.have.property("snowflake_next");
    const waiting = synth({ ...production(), snowflake: SNOWFLAKE });
    expect(resources(waiting, "aws_iam_role").map(({ name }) => name)).not.to.include(`${NAME}-publisher`);
    expect(JSON.stringify(waiting.output?.snowflake_next)).to.include(
      "SF_AWS_EXTERNAL_ID of DESC INTEGRATION CLEARWELL_PRODUCTION_STREAM_FAILURES_US_WEST_2 into mysql-to-snowflake.notifications.externalId",
    );
  });

  it("has nothing if it is switched off, and keeps the bucket, the key and the logs if data is protected", () => {
    const off = synth(production({ deployStream: false }));
    expect(off.resource ?? {}).to.deep.equal({});
    const kept = new Set((off.removed ?? []).map(({ from }) => from.replace(/\..*/, "")));
    expect([...kept]).to.include.members(["aws_s3_bucket", "aws_s3_bucket_policy", "aws_kms_key"]);
    // Together: with the watermarks kept and the streams gone, rows would be lost.
    expect([...kept]).not.to.include.members(["aws_kinesis_stream"]);
    expect([...kept]).not.to.include.members(["aws_ssm_parameter"]);
    expect(synth(staging({ deployStream: false })).removed).to.equal(undefined);
  });

  it("has a budget if one is set", () => {
    expect(stack().resource).not.to.have.property("aws_budgets_budget");
    expect(only(synth(production(WITH_OPTIONS)), "aws_budgets_budget").name).to.equal(
      "clearwell-production-us-west-2-mysql-to-snowflake",
    );
  });

  it("has no name that is too long for the longest region, with the names of these tables", () => {
    const text = JSON.stringify(production(withShop({ tables: ["people"] }))).replaceAll("us-west-2", "ap-southeast-2");
    expect(() => synth(JSON.parse(text) as EnvironmentSettings)).not.to.throw();
  });
});

/** What each role may do, by the last part of its name. */
function rightsByRole(stack: ReturnType<typeof synth>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    resources(stack, "aws_iam_role_policy").map(({ role, policy }) => [
      /aws_iam_role\.(?:schedules_)?(.+?)_role_/.exec(String(role))?.[1]?.replace(/^snowflake$/, "reader") ?? "",
      statements(policy)
        .filter(({ Effect }) => Effect === "Allow")
        .flatMap(({ Action }) => Action),
    ]),
  );
}
