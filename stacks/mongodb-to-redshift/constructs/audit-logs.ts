import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { Construct } from "constructs";
import { warehouseName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

/** The audit logs that Redshift writes. https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html */
export const AUDIT_LOGS = ["connectionlog", "userlog", "useractivitylog"] as const;

/**
 * Adds their groups, to which Redshift writes if they exist. Otherwise it would create them and keep them for ever. The user activity log
 * quotes readers' queries.
 */
export function addAuditLogs(scope: Construct, environment: MongodbToRedshift): readonly CloudwatchLogGroup[] {
  const name = warehouseName(environment);
  const folder = environment.redshift.kind === "serverless" ? `/aws/redshift/${name}` : `/aws/redshift/cluster/${name}`;
  return AUDIT_LOGS.map(
    (each) =>
      new CloudwatchLogGroup(scope, each, {
        name: `${folder}/${each}`,
        retentionInDays: environment.retention.logDays,
      }),
  );
}
