import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { BATCH, MANIFESTS, RUNS } from "../folders.ts";
import { crawlerName, crawlersOf, postgresName, rawBucketName, type StateMachine, stateMachineArn } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

type Right = Omit<Statement, "Effect" | "Principal">;

interface LoadRightsProps {
  /** Of the raw bucket. */
  readonly keyArn: string;
  /** Of the user of PostgreSQL that loads. */
  readonly userArn: string;
}

/** The rights of the function: it reads manifests and parts, and logs in to PostgreSQL as one user. */
export function loadRights(environment: SnowflakeToPostgres, { keyArn, userArn }: LoadRightsProps): readonly Right[] {
  const bucket = bucketArn(rawBucketName(environment));
  return [
    { Sid: "Read", Action: ["s3:GetObject"], Resource: [`${bucket}/${BATCH}*`, `${bucket}/${MANIFESTS}*`] },
    // Without it, S3 says of an object that is not there that access is denied.
    {
      Sid: "List",
      Action: ["s3:ListBucket"],
      Resource: [bucket],
      Condition: { StringLike: { "s3:prefix": [`${BATCH}*`, `${MANIFESTS}*`] } },
    },
    { Sid: "Key", Action: ["kms:Decrypt"], Resource: [keyArn] },
    { Sid: "LogIn", Action: ["rds-db:connect"], Resource: [userArn] },
  ];
}

/**
 * The rights of the state machine for its map: it reads the list of parts, starts an execution of itself for each, and writes their results.
 * https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 */
export function mapRights(environment: SnowflakeToPostgres, keyArn: string): readonly Right[] {
  const bucket = bucketArn(rawBucketName(environment));
  return [
    { Sid: "ReadList", Action: ["s3:GetObject"], Resource: [`${bucket}/${MANIFESTS}*`] },
    {
      Sid: "WriteResults",
      Action: ["s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
      Resource: [`${bucket}/${RUNS}*`],
    },
    { Sid: "Key", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [keyArn] },
    { Sid: "StartWorkers", Action: ["states:StartExecution"], Resource: [stateMachineArn(environment, "sync")] },
    {
      Sid: "FollowWorkers",
      Action: ["states:DescribeExecution", "states:StopExecution"],
      Resource: [`${executionsOf(environment, "sync")}/*`],
    },
  ];
}

/** The rights of the state machine that starts the others. Step Functions learns that one has ended by a rule of its own, which it makes with these. */
export function runRights(environment: SnowflakeToPostgres): readonly Right[] {
  const { account, region } = environment;
  const others = ["export", "sync"] as const;
  return [
    { Sid: "FindOthers", Action: ["states:ListExecutions"], Resource: [stateMachineArn(environment, "run")] },
    {
      Sid: "Start",
      Action: ["states:StartExecution"],
      Resource: others.map((machine) => stateMachineArn(environment, machine)),
    },
    {
      Sid: "Follow",
      Action: ["states:DescribeExecution", "states:StopExecution"],
      Resource: others.map((machine) => `${executionsOf(environment, machine)}:*`),
    },
    {
      Sid: "LearnThatTheyEnded",
      Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      Resource: [`arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`],
    },
    {
      Sid: "Crawl",
      Action: ["glue:StartCrawler"],
      Resource: crawlersOf(environment).map(
        (of) => `arn:aws:glue:${region}:${account}:crawler/${crawlerName(environment, of)}`,
      ),
    },
  ];
}

function executionsOf(environment: SnowflakeToPostgres, machine: StateMachine): string {
  const { account, region } = environment;
  return `arn:aws:states:${region}:${account}:execution:${postgresName(environment, machine)}`;
}
