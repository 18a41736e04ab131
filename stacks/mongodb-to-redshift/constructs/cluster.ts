import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { RedshiftCluster } from "@cdktf/provider-aws/lib/redshift-cluster/index.js";
import { RedshiftLogging } from "@cdktf/provider-aws/lib/redshift-logging/index.js";
import { RedshiftParameterGroup } from "@cdktf/provider-aws/lib/redshift-parameter-group/index.js";
import { RedshiftSubnetGroup } from "@cdktf/provider-aws/lib/redshift-subnet-group/index.js";
import { RedshiftUsageLimit } from "@cdktf/provider-aws/lib/redshift-usage-limit/index.js";
import { Construct } from "constructs";
import { ADMIN, warehouseName } from "../names.ts";
import type { ClusterSettings } from "../redshift-settings.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { AUDIT_LOGS } from "./audit-logs.ts";
import type { JobNetwork } from "./job-network.ts";

interface ClusterProps {
  readonly environment: MongodbToRedshift;
  readonly settings: ClusterSettings;
  readonly keyArn: string;
  readonly copyRoleArn: string;
  readonly network: JobNetwork;
  /** Exist before Redshift writes to them. */
  readonly logs: readonly CloudwatchLogGroup[];
}

/** A cluster of Redshift. */
export class Cluster extends Construct {
  readonly cluster: string;
  readonly clusterArn: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { environment, settings } = props;
    const cluster = addCluster(this, props);
    this.cluster = cluster.clusterIdentifier;
    this.clusterArn = `arn:aws:redshift:${environment.region}:${environment.account}:cluster:${warehouseName(environment)}`;
    new RedshiftLogging(this, "logging", {
      clusterIdentifier: cluster.clusterIdentifier,
      logDestinationType: "cloudwatch",
      logExports: [...AUDIT_LOGS],
      dependsOn: [...props.logs],
    });
    new RedshiftUsageLimit(this, "limit", {
      clusterIdentifier: cluster.clusterIdentifier,
      featureType: "concurrency-scaling",
      limitType: "time",
      amount: settings.dailyScalingMinutes,
      period: "daily",
      breachAction: "disable",
    });
  }
}

function addCluster(scope: Construct, props: ClusterProps): RedshiftCluster {
  const { environment, settings, keyArn, copyRoleArn, network } = props;
  const name = warehouseName(environment);
  const subnets = new RedshiftSubnetGroup(scope, "subnets", { name, subnetIds: [...network.subnetIds] });
  return new RedshiftCluster(scope, "cluster", {
    clusterIdentifier: name,
    nodeType: settings.nodeType,
    clusterType: settings.nodes === 1 ? "single-node" : "multi-node",
    numberOfNodes: settings.nodes,
    databaseName: settings.database,
    masterUsername: ADMIN,
    // Under the key `aws/secretsmanager`: with the stack's, whoever deploys would need the right to decrypt what is in the bucket.
    manageMasterPassword: true,
    encrypted: "true",
    kmsKeyId: keyArn,
    publiclyAccessible: false,
    enhancedVpcRouting: true,
    clusterSubnetGroupName: subnets.name,
    clusterParameterGroupName: addParameters(scope, name).name,
    vpcSecurityGroupIds: [...network.redshiftGroupIds],
    iamRoles: [copyRoleArn],
    automatedSnapshotRetentionPeriod: settings.snapshotDays,
    availabilityZoneRelocationEnabled: true,
    // A cluster with protected data is not destroyed; without protection nobody wants its snapshot.
    skipFinalSnapshot: !environment.protectData,
    ...(environment.protectData ? { finalSnapshotIdentifier: `${name}-final` } : {}),
  });
}

/** Connections without TLS are refused, and the audit log has the queries. */
function addParameters(scope: Construct, name: string): RedshiftParameterGroup {
  return new RedshiftParameterGroup(scope, "parameters", {
    name,
    family: "redshift-2.0",
    parameter: [
      { name: "enable_user_activity_logging", value: "true" },
      { name: "require_ssl", value: "true" },
    ],
  });
}
