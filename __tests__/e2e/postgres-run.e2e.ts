import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, Runtime, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateScheduleCommand } from "@aws-sdk/client-scheduler";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { expect } from "chai";
import { strToU8, zipSync } from "fflate";
import { parseEvent } from "../../functions/sync/sync-event.ts";
import {
  postgresName,
  rawBucketName,
  type StateMachine,
  stateMachineArn,
} from "../../stacks/snowflake-to-postgres/names.ts";
import { PRIMARY } from "../stacks/fixtures.ts";
import { SETTINGS } from "../stacks/snowflake-to-postgres/fixtures.ts";
import type { Aws } from "./aws.ts";
import { world } from "./setup.ts";
import { until } from "./until.ts";

const ACCOUNT = "111122223333";
const REGION = "us-west-2";
const PARTS = "manifests/bazaar/sales/20261127T0100.parts.jsonl";
const MACHINES = ["export", "sync", "run"] as const satisfies readonly StateMachine[];
const part = (number: number) => ({
  manifest: "m",
  key: `data/batch/sales/${number}.csv.gz`,
  etag: "e",
  bytes: 1,
  rows: 1,
});

/** What the functions of the steps answer, whose own work is tested elsewhere. */
const ANSWERS = {
  plan: {
    tables: [
      {
        table: "sales",
        left: 0,
        batches: [{ manifest: "m", kind: "full", rows: 3, parts: { key: PARTS, count: 3 } }],
      },
    ],
    held: [],
  },
  poll: { status: "written" },
};

describe("The state machines of snowflake-to-postgres in an emulator of AWS", function () {
  this.timeout(300_000);
  let aws: Aws;
  let role: string;
  let deployed: Schedule;
  before(async () => {
    // Not at the top: what waits there while it is loaded would be another instance of setup.ts.
    const { definitionOf, synth } = await import("../stacks/snowflake-to-postgres/synth.ts");
    const { resources } = await import("../stacks/synth.ts");
    [deployed] = resources(synth("sync"), "aws_scheduler_schedule") as unknown as [Schedule];
    aws = world().connect(ACCOUNT, REGION);
    const Bucket = rawBucketName(SETTINGS);
    await aws.s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
    const lines = [1, 2, 3].map((number) => JSON.stringify(part(number))).join("\n");
    await aws.s3.send(new PutObjectCommand({ Bucket, Key: PARTS, Body: `${lines}\n` }));
    role = await roleOf(aws);
    for (const machine of MACHINES) {
      const code = machine === "run" ? undefined : await functionOf(aws, role, machine);
      const text = JSON.stringify(definitionOf(machine)).replaceAll(/\$\{aws_lambda_function\.[^}]*\}/g, code ?? "");
      await aws.sfn.send(
        new CreateStateMachineCommand({ name: postgresName(PRIMARY, machine), roleArn: role, definition: text }),
      );
    }
  });

  it("[I-29, I-32] load each line of the parts file, which the map reads from the bucket, in an execution of its own", async () => {
    const { executionArn } = await aws.sfn.send(
      new StartExecutionCommand({ stateMachineArn: arnOf("sync"), input: '{"mode":"full"}' }),
    );
    expect(await endOf(aws, executionArn)).to.equal("SUCCEEDED");
    const { mapRuns: [run] = [] } = await aws.sfn.send(new ListMapRunsCommand({ executionArn }));
    const { itemCounts } = await aws.sfn.send(new DescribeMapRunCommand({ mapRunArn: run?.mapRunArn }));
    expect(itemCounts).to.include({ total: 3, succeeded: 3, failed: 0 });
    const { executions = [] } = await aws.sfn.send(new ListExecutionsCommand({ mapRunArn: run?.mapRunArn }));
    const inputs = await Promise.all(
      executions.map(async (each) => (await aws.sfn.send(new DescribeExecutionCommand(each))).input ?? ""),
    );
    const events = inputs.map((input) => parseEvent(JSON.parse(input)));
    expect(events).to.have.deep.members([1, 2, 3].map((number) => ({ step: "load", part: part(number) })));
  });

  it("[I-45] export and then load when the schedule fires, as it is deployed, once it is switched on", async () => {
    const before = new Map<StateMachine, number>();
    for (const machine of MACHINES) before.set(machine, await ended(machine));
    expect(deployed.state).to.equal("DISABLED");
    await aws.scheduler.send(
      new CreateScheduleCommand({
        Name: deployed.name,
        // The deployed one fires once a day.
        ScheduleExpression: "rate(1 minute)",
        FlexibleTimeWindow: { Mode: "OFF" },
        State: "ENABLED",
        Target: { Arn: arnOf("run"), RoleArn: role, Input: deployed.target.input ?? "{}" },
      }),
    );
    for (const machine of MACHINES)
      await until(
        `an execution of ${machine}`,
        async () => (await ended(machine)) > (before.get(machine) ?? 0) || undefined,
        150,
      );
  });

  /** How many executions of a machine have ended. */
  async function ended(machine: StateMachine): Promise<number> {
    const { executions = [] } = await aws.sfn.send(new ListExecutionsCommand({ stateMachineArn: arnOf(machine) }));
    return executions.filter(({ status }) => status !== "RUNNING").length;
  }
});

interface Schedule {
  readonly name: string;
  readonly state: string;
  readonly target: { readonly input?: string };
}

const arnOf = (machine: StateMachine) => stateMachineArn(PRIMARY, machine);

async function endOf({ sfn }: Aws, executionArn: string | undefined): Promise<string> {
  return await until("the end of the execution", async () => {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return status === "RUNNING" ? undefined : status;
  });
}

/** May do everything: which rights the machines have is tested elsewhere. */
async function roleOf({ iam }: Aws): Promise<string> {
  const statement = (more: object) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...more }] });
  const Service = ["states.amazonaws.com", "lambda.amazonaws.com", "scheduler.amazonaws.com"];
  const RoleName = "postgres-run";
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: statement({ Principal: { Service }, Action: "sts:AssumeRole" }),
    }),
  );
  const everything = statement({ Action: "*", Resource: "*" });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "all", PolicyDocument: everything }));
  return Role?.Arn ?? "";
}

/** A function that answers as the one of the module does. @returns its ARN */
async function functionOf({ lambda }: Aws, role: string, machine: "export" | "sync"): Promise<string> {
  const FunctionName = postgresName(PRIMARY, machine);
  const code = `exports.handler = async ({ step }) => (${JSON.stringify(ANSWERS)})[step] ?? { step };`;
  const { FunctionArn = "" } = await lambda.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Role: role, Runtime: Runtime.nodejs22x, Handler: "index.handler" },
      Code: { ZipFile: zipSync({ "index.js": strToU8(code) }) },
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30 }, { FunctionName });
  return FunctionArn;
}
