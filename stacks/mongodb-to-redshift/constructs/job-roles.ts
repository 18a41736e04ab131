import { Construct } from "constructs";
import { secretRights } from "../../constructs/secret-rights.ts";
import { ServiceRole } from "../../constructs/service-role.ts";
import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { CONTAINERS, lakeBucketName, redshiftName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

interface JobRolesProps {
  readonly environment: MongodbToRedshift;
  /** Key of the bucket's objects. */
  readonly keyArn: string;
  readonly logGroupArn: string;
  /** What the container process may do in Redshift. */
  readonly loadRights: readonly Right[];
}

type Right = Omit<Statement, "Effect" | "Principal">;

/**
 * The roles of the jobs: one with which AWS Batch starts every container (image, log, the secret of the database), and one of each container.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export class JobRoles extends Construct {
  readonly execution: ServiceRole;
  readonly extract: ServiceRole;
  readonly process: ServiceRole;

  constructor(scope: Construct, id: string, props: JobRolesProps) {
    super(scope, id);
    const { environment } = props;
    const roleOf = (part: string, allow: readonly Right[]) =>
      new ServiceRole(this, part, {
        name: redshiftName(environment, part),
        service: "ecs-tasks.amazonaws.com",
        allow,
      });
    this.execution = roleOf("execute", executionRights(props));
    this.extract = roleOf("extract", extractRights(props));
    this.process = roleOf("process", processRights(props));
  }
}

function executionRights({ environment, logGroupArn }: JobRolesProps): readonly Right[] {
  const { account, region, databases } = environment;
  const repositories = CONTAINERS.map((each) => {
    return `arn:aws:ecr:${region}:${account}:repository/${redshiftName(environment, each)}`;
  });
  return [
    { Sid: "LogInToEcr", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
    {
      Sid: "PullImages",
      Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
      Resource: repositories,
    },
    { Sid: "Log", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [`${logGroupArn}:*`] },
    ...secretRights(Object.values(databases)),
  ];
}

/** It reads manifests and its own Parquet files back, and overwrites nothing but the state. */
function extractRights({ environment, keyArn }: JobRolesProps): readonly Right[] {
  const bucket = bucketArn(lakeBucketName(environment));
  return [
    {
      Sid: "WriteBatches",
      Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: [`${bucket}/raw/*`, `${bucket}/state/*`],
    },
    ...listRights(bucket, ["raw/*", "state/*"]),
    // Decrypt is also for uploads in parts: S3 reads the parts back.
    { Sid: "Key", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: [keyArn] },
  ];
}

function processRights({ environment, keyArn, loadRights }: JobRolesProps): readonly Right[] {
  const bucket = bucketArn(lakeBucketName(environment));
  return [
    { Sid: "ReadBatches", Action: ["s3:GetObject"], Resource: [`${bucket}/raw/*`] },
    {
      Sid: "WriteTypedFiles",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
      Resource: ["schema", "stopped", "staged"].map((folder) => `${bucket}/${folder}/*`),
    },
    ...listRights(bucket, ["raw/*", "schema/*", "stopped/*", "staged/*"]),
    { Sid: "Key", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: [keyArn] },
    ...loadRights,
  ];
}

/** Without the right to list, S3 says of an object that is not there that access is denied. */
function listRights(bucket: string, prefixes: readonly string[]): readonly Right[] {
  return [
    {
      Sid: "List",
      Action: ["s3:ListBucket"],
      Resource: [bucket],
      Condition: { StringLike: { "s3:prefix": prefixes } },
    },
  ];
}
