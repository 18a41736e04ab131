import type { Environment } from "../../environment.ts";
import type { Statement } from "../../policy.ts";
import { databasesOf } from "../collections.ts";
import { CONTAINERS, jobName, redshiftName, runName, stateMachineArn } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

type Right = Omit<Statement, "Effect" | "Principal">;

/** The rights of the state machine that runs all collections. */
export function runRights(environment: MongodbToRedshift, queueArn: string): readonly Right[] {
  const { account, region } = environment;
  const extracts = databasesOf(environment).map((database) => jobName(environment, "extract", database));
  return [
    {
      Sid: "FindOthers",
      Action: ["states:ListExecutions"],
      Resource: [stateMachineArn(environment, runName(environment))],
    },
    {
      Sid: "FindImages",
      Action: ["ecr:DescribeImages"],
      Resource: CONTAINERS.map((each) => {
        return `arn:aws:ecr:${region}:${account}:repository/${redshiftName(environment, each)}`;
      }),
    },
    ...jobRights(environment, queueArn, [...extracts, jobName(environment, "process", "")]),
  ];
}

/**
 * The rights to run jobs and wait for them. Step Functions learns that a job has ended by a rule of its own, which it makes with these.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
 * @param names of job definitions, of which every revision may be run
 */
export function jobRights(
  { account, region }: Pick<Environment, "account" | "region">,
  queueArn: string,
  names: readonly string[],
): readonly Right[] {
  const batch = `arn:aws:batch:${region}:${account}`;
  return [
    {
      Sid: "RunJobs",
      Action: ["batch:SubmitJob"],
      Resource: [queueArn, ...names.map((name) => `${batch}:job-definition/${name}:*`)],
    },
    // AWS supports no narrower resource.
    { Sid: "FollowJobs", Action: ["batch:DescribeJobs"], Resource: ["*"] },
    // A job has an id only when it is submitted.
    { Sid: "EndJobs", Action: ["batch:TerminateJob"], Resource: [`${batch}:job/*`] },
    {
      Sid: "LearnThatJobsEnded",
      Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      Resource: [`arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForBatchJobsRule`],
    },
  ];
}
