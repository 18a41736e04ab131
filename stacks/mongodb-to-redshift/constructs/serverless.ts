import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { RedshiftserverlessNamespace } from "@cdktf/provider-aws/lib/redshiftserverless-namespace/index.js";
import { RedshiftserverlessUsageLimit } from "@cdktf/provider-aws/lib/redshiftserverless-usage-limit/index.js";
import { RedshiftserverlessWorkgroup } from "@cdktf/provider-aws/lib/redshiftserverless-workgroup/index.js";
import { Construct } from "constructs";
import { ADMIN, warehouseName } from "../names.ts";
import type { ServerlessSettings } from "../redshift-settings.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { AUDIT_LOGS } from "./audit-logs.ts";
import type { JobNetwork } from "./job-network.ts";
import { addSnapshots } from "./snapshots.ts";

interface ServerlessProps {
  readonly environment: MongodbToRedshift;
  readonly settings: ServerlessSettings;
  readonly keyArn: string;
  readonly copyRoleArn: string;
  readonly network: JobNetwork;
  /** Exist before Redshift writes to them. */
  readonly logs: readonly CloudwatchLogGroup[];
}

/** Redshift Serverless: a namespace, which has the data, and a workgroup, which computes. */
export class Serverless extends Construct {
  readonly workgroup: string;
  readonly workgroupArn: string;

  constructor(scope: Construct, id: string, props: ServerlessProps) {
    super(scope, id);
    const { environment, settings, network } = props;
    const name = warehouseName(environment);
    const namespace = addNamespace(this, name, props);
    const workgroup = new RedshiftserverlessWorkgroup(this, "workgroup", {
      workgroupName: name,
      namespaceName: namespace.namespaceName,
      baseCapacity: settings.baseRpus,
      maxCapacity: settings.maxRpus,
      publiclyAccessible: false,
      // COPY reads S3 through the VPC, so an endpoint's policy and the flow log see it.
      enhancedVpcRouting: true,
      subnetIds: [...network.subnetIds],
      securityGroupIds: [...network.redshiftGroupIds],
      configParameter: PARAMETERS.map(([parameterKey, parameterValue]) => ({ parameterKey, parameterValue })),
      // AWS returns every parameter, also those that it has added since, and the provider would remove them in each plan and be refused.
      // https://github.com/hashicorp/terraform-provider-aws/issues/49939
      lifecycle: { ignoreChanges: ["config_parameter"] },
    });
    this.workgroup = workgroup.workgroupName;
    this.workgroupArn = workgroup.arn;
    new RedshiftserverlessUsageLimit(this, "limit", {
      resourceArn: workgroup.arn,
      usageType: "serverless-compute",
      amount: settings.dailyRpuHours,
      period: "daily",
      // What is loaded stays readable again tomorrow; the batches wait in S3.
      breachAction: "deactivate",
    });
    addSnapshots(this, "snapshots", { environment, namespace, days: settings.snapshotDays });
  }
}

/** Connections without TLS are refused, and the audit log has the queries. */
const PARAMETERS = [
  ["require_ssl", "true"],
  ["enable_user_activity_logging", "true"],
] as const;

function addNamespace(scope: Construct, name: string, props: ServerlessProps): RedshiftserverlessNamespace {
  const { settings, keyArn, copyRoleArn, logs } = props;
  return new RedshiftserverlessNamespace(scope, "namespace", {
    namespaceName: name,
    dbName: settings.database,
    adminUsername: ADMIN,
    // Under the key `aws/secretsmanager`: with the stack's, whoever deploys would need the right to decrypt what is in the bucket.
    manageAdminPassword: true,
    kmsKeyId: keyArn,
    iamRoles: [copyRoleArn],
    logExports: [...AUDIT_LOGS],
    dependsOn: [...logs],
  });
}
