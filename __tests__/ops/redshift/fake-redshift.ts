import type { MongodbToRedshiftSettings } from "../../../stacks/mongodb-to-redshift/settings.ts";
import { production, SOURCES } from "../../stacks/mongodb-to-redshift/fixtures.ts";
import { synth } from "../../stacks/mongodb-to-redshift/synth.ts";
import { only } from "../../stacks/synth.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeStacks, fakeStacks } from "../status/fake-stacks.ts";

export const STACK = "production-us-west-2-mongodb-to-redshift";
export const BUCKET = "clearwell-documents-us-west-2-production";
export const NAME = "clearwell-production-us-west-2-redshift";

interface Redshift {
  aws: FakeAws;
  fake: FakeStacks;
  schedule: { State: "ENABLED" | "DISABLED" } & Record<string, unknown>;
  /** Repositories that lack the image. */
  missing: string[];
  /** How jobs end. */
  job: { status: string; container: Record<string, unknown> };
  executions: Record<string, unknown>[];
  settings: Partial<MongodbToRedshiftSettings>;
}

/** An AWS of its own for each test, with a stack that was deployed and never started. */
export function useRedshift() {
  const given = {} as Redshift;
  beforeEach(async () => {
    const aws = await startFakeAws();
    const schedule = {
      ...{ Name: `${NAME}-schedule`, GroupName: "default", State: "DISABLED", ScheduleExpression: "rate(1 hour)" },
      ...{ Arn: "arn:aws:scheduler:x", CreationDate: 1, LastModificationDate: 1 },
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: "arn:aws:states:x", RoleArn: "arn:aws:iam:x", Input: "{}" },
    };
    const job = { status: "SUCCEEDED", container: { exitCode: 0, logStreamName: "extract/default/1" } };
    Object.assign(given, { aws, fake: fakeStacks(aws), schedule, missing: [], job, executions: [], settings: {} });
    answer(given);
  });
  afterEach(() => given.aws.close());
  const ops = (...args: string[]) =>
    operate(args, given.aws.endpoint, {
      ...{ environments: [], literals: [production(given.settings)], sources: SOURCES },
    });
  return { given, ops };
}

function answer(given: Redshift): void {
  const { aws } = given;
  aws.on(`GET /schedules/${NAME}-schedule`, () => given.schedule);
  aws.on(`PUT /schedules/${NAME}-schedule`, ({ input }) => {
    Object.assign(given.schedule, JSON.parse(input.body));
    return { ScheduleArn: "arn:aws:scheduler:x" };
  });
  aws.on("DescribeStateMachine", () => ({ definition: only(synth(), "aws_sfn_state_machine").definition }));
  aws.on("ListExecutions", () => ({ executions: given.executions }));
  aws.on("DescribeImages", ({ input }) => {
    if (given.missing.includes(input.repositoryName)) throw new AwsFault("ImageNotFoundException", "no such image");
    return { imageDetails: [{ imageDigest: `sha256:${input.imageIds[0].imageTag}` }] };
  });
  aws.on("POST /v1/submitjob", () => ({ jobId: "job-1", jobName: "check" }));
  aws.on("POST /v1/describejobs", () => ({ jobs: [{ jobId: "job-1", ...given.job }] }));
}
