import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { addScheduleRole } from "../../stacks/constructs/daily-schedule.ts";
import { ScheduledFunction } from "../../stacks/constructs/scheduled-function.ts";
import { checkFunctions } from "../../stacks/policies/functions.ts";
import { checkIam } from "../../stacks/policies/iam.ts";
import { PRIMARY } from "./fixtures.ts";
import { alarmOf, once, only, referenceTo, resources, rightsOf, type Terraform } from "./synth.ts";

const NAME = "clearwell-production-us-west-2-relational-look";
const NETWORK = { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] };
const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:a-AbCdEf";

describe("A function that runs once a day", () => {
  const stack = once(() => make(NETWORK));
  const lambda = () => only(stack(), "aws_lambda_function");
  const functionArn = () => referenceTo(stack(), "aws_lambda_function", lambda(), "arn");

  it("is invoked by a schedule, which may do nothing else", () => {
    const schedule = only(stack(), "aws_scheduler_schedule");
    expect(schedule).to.deep.include({ name: NAME, schedule_expression: "rate(1 day)" });
    expect(schedule.state, "the default is enabled").to.equal(undefined);
    expect(schedule.target).to.deep.include({ arn: functionArn() });
    const invoked = `arn:aws:lambda:us-west-2:${PRIMARY.account}:function:${NAME}`;
    expect(rightsOf(stack(), "clearwell-daily")).to.deep.equal([
      { Sid: "Invoke", Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [invoked] },
    ]);
  });

  it("has its own rights, its log and what Lambda needs to put it into subnets, which its code may not use", () => {
    const denied = rightsOf(stack(), NAME).filter(({ Effect }) => Effect === "Deny");
    const allowed = rightsOf(stack(), NAME).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.flatMap(({ Action }) => Action)).to.deep.equal([
      "secretsmanager:GetSecretValue",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
    ]);
    expect(denied.flatMap(({ Action }) => Action)).to.have.members(
      allowed.flatMap(({ Action }) => Action).filter((action) => action.startsWith("ec2:")),
    );
    expect(denied[0]?.Condition).to.deep.equal({
      ArnEquals: { "lambda:SourceFunctionArn": `arn:aws:lambda:us-west-2:${PRIMARY.account}:function:${NAME}` },
    });
  });

  it("is in the subnets and groups that it is given, or in no VPC", () => {
    expect(lambda().vpc_config).to.deep.equal({ subnet_ids: NETWORK.subnetIds, security_group_ids: ["sg-1"] });
    const outside = make();
    expect(only(outside, "aws_lambda_function").vpc_config).to.equal(undefined);
    expect(JSON.stringify(rightsOf(outside, NAME))).not.to.include("ec2:");
  });

  it("has an alarm for when it fails all attempts of a run, and one for when it has not run", () => {
    const { maximum_retry_attempts: retries } = only(stack(), "aws_lambda_function_event_invoke_config");
    const errors = alarmOf(stack(), "relational-cleaner-errors");
    expect(errors).to.include({ metric_name: "Errors", comparison_operator: "GreaterThanThreshold" });
    expect(errors.threshold, "one attempt and its retries").to.equal(retries);
    expect(alarmOf(stack(), "relational-cleaner-not-run")).to.include({
      metric_name: "Invocations",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      period: 3600,
      evaluation_periods: 26,
      treat_missing_data: "breaching",
    });
  });

  it("keeps the policies, and needs no destination for an event that names nothing", () => {
    expect([...checkFunctions(stack()), ...checkIam(stack())]).to.deep.equal([]);
  });

  it("is refused without an alarm for when it has not run", () => {
    const changed = make(NETWORK);
    for (const alarm of resources(changed, "aws_cloudwatch_metric_alarm"))
      if (alarm.metric_name === "Invocations") Object.assign(alarm, { treat_missing_data: "notBreaching" });
    expect(checkFunctions(changed).map(({ problem }) => problem)).to.deep.equal(["no alarm fires when it has not run"]);
  });

  it("needs a destination as soon as something else invokes it", () => {
    const changed = make(NETWORK);
    const function_name = functionArn();
    Object.assign(changed.resource ?? {}, { aws_lambda_permission: { other: { function_name } } });
    expect(checkFunctions(changed).map(({ problem }) => problem)).to.deep.equal(["it has no destination for failures"]);
  });

  it("may not get rights on interfaces of every account, or other rights on everything of one", () => {
    const changed = make(NETWORK);
    const [policy] = resources(changed, "aws_iam_role_policy");
    const right = (action: string, on: string) =>
      JSON.stringify({ Statement: [{ Sid: "It", Effect: "Allow", Action: [action], Resource: [on] }] });
    for (const [action, on] of [
      ["ec2:CreateNetworkInterface", "*"],
      ["ec2:CreateNetworkInterface", "arn:aws:ec2:*:*:*/*"],
      ["ec2:RunInstances", "arn:aws:ec2:us-west-2:111122223333:*/*"],
      ["ec2:RunInstances", "*"],
    ] as const) {
      Object.assign(policy ?? {}, { policy: right(action, on) });
      expect(checkIam(changed).map(({ problem }) => problem)).to.deep.equal([`allows ${action} on ${on}`]);
    }
  });
});

/** A stack with such a function alone. */
function make(network?: typeof NETWORK): Terraform {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  try {
    const stack = new TerraformStack(new App({ outdir }), "it");
    new ScheduledFunction(stack, "look", {
      environment: PRIMARY,
      pipeline: "relational",
      topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
      // A bundle that there is.
      code: "cleaner",
      name: NAME,
      scheduleRole: addScheduleRole(stack, "daily", {
        environment: PRIMARY,
        name: "clearwell-daily",
        functionNames: [NAME],
      }),
      title: "The look",
      variables: { STACK: "it" },
      allow: [{ Sid: "Read", Action: ["secretsmanager:GetSecretValue"], Resource: [SECRET] }],
      ...(network === undefined ? {} : { network }),
      memoryMb: 256,
      timeoutSeconds: 60,
    });
    return JSON.parse(Testing.synth(stack)) as Terraform;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
