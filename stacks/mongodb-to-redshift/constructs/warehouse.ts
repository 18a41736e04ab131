import { Construct } from "constructs";
import type { RedshiftTarget } from "../../../functions/process/environment.ts";
import { ServiceRole } from "../../constructs/service-role.ts";
import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { COPY_ROLE, lakeBucketName, redshiftName, warehouseName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { addAuditLogs } from "./audit-logs.ts";
import { Cluster } from "./cluster.ts";
import type { JobNetwork } from "./job-network.ts";
import { Serverless } from "./serverless.ts";

interface WarehouseProps {
  readonly environment: MongodbToRedshift;
  /** Key of the bucket's objects and of the warehouse. */
  readonly keyArn: string;
  readonly network: JobNetwork;
}

/** Redshift, of either kind: to the jobs there is no difference but the target's name. */
export class Warehouse extends Construct {
  /** What the container process is told. */
  readonly target: RedshiftTarget;
  /** Its rights to run statements. */
  readonly loadRights: readonly Omit<Statement, "Effect" | "Principal">[];

  constructor(scope: Construct, id: string, props: WarehouseProps) {
    super(scope, id);
    const { environment, keyArn } = props;
    const { redshift } = environment;
    const copyRole = addCopyRole(this, environment, keyArn);
    const logs = addAuditLogs(this, environment);
    const common = { ...props, copyRoleArn: copyRole.arn, logs };
    const database = { database: redshift.database, copyRoleArn: copyRole.arn };
    if (redshift.kind === "serverless") {
      const { workgroupArn, workgroup } = new Serverless(this, "serverless", { ...common, settings: redshift });
      this.target = { ...database, workgroup };
      this.loadRights = [...statementRights(workgroupArn), serverlessLogin(workgroupArn)];
    } else {
      const { clusterArn, cluster } = new Cluster(this, "cluster", { ...common, settings: redshift });
      this.target = { ...database, cluster };
      this.loadRights = [...statementRights(clusterArn), clusterLogin(environment, redshift.database)];
    }
  }
}

/** The role with which COPY reads typed files. https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-access-permissions.html */
function addCopyRole(scope: Construct, environment: MongodbToRedshift, keyArn: string): ServiceRole {
  const bucket = bucketArn(lakeBucketName(environment));
  return new ServiceRole(scope, "copy", {
    name: redshiftName(environment, COPY_ROLE),
    service: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"],
    allow: [
      { Sid: "ReadTypedFiles", Action: ["s3:GetObject"], Resource: [`${bucket}/staged/*`] },
      {
        Sid: "List",
        Action: ["s3:ListBucket"],
        Resource: [bucket],
        Condition: { StringLike: { "s3:prefix": ["staged/*"] } },
      },
      { Sid: "Locate", Action: ["s3:GetBucketLocation"], Resource: [bucket] },
      { Sid: "Key", Action: ["kms:Decrypt"], Resource: [keyArn] },
    ],
  });
}

/**
 * Its own statements only: for the last three AWS supports no narrower resource, but says whose a statement is.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html
 */
function statementRights(arn: string) {
  return [
    {
      Sid: "Run",
      Action: ["redshift-data:ExecuteStatement", "redshift-data:BatchExecuteStatement"],
      Resource: [arn],
    },
    {
      Sid: "Follow",
      Action: ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult", "redshift-data:CancelStatement"],
      Resource: ["*"],
      // `$$`: Terraform would take it for its own.
      Condition: { StringEquals: { "redshift-data:statement-owner-iam-userid": "$${aws:userid}" } },
    },
  ];
}

/** Logs in as a user of Redshift with the role's name: `IAMR:…-redshift-process`. */
function serverlessLogin(workgroupArn: string) {
  return { Sid: "LogIn", Action: ["redshift-serverless:GetCredentials"], Resource: [workgroupArn] };
}

/** The same in a cluster. https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-iam.html */
function clusterLogin(environment: MongodbToRedshift, database: string) {
  const { account, region } = environment;
  const arn = `arn:aws:redshift:${region}:${account}:dbname:${warehouseName(environment)}/${database}`;
  return { Sid: "LogIn", Action: ["redshift:GetClusterCredentialsWithIAM"], Resource: [arn] };
}
