import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, DAY, HOUR, MINUTE } from "../../constructs/alarm.ts";
import { clusterMetric, serverlessMetric } from "../../metrics.ts";
import { warehouseName } from "../names.ts";
import type { RedshiftSettings, ServerlessSettings } from "../redshift-settings.ts";
import type { MongodbToRedshift } from "../settings.ts";

interface WarehouseAlarmsProps extends AlarmProps {
  readonly environment: MongodbToRedshift;
}

/** Percent of a cluster's disk. */
const DISK_MAX = 80;

/** Part of the usage limit. */
const LIMIT_PART = 0.8;

/** Adds the alarms on Redshift itself, of its kind. They stay when the jobs are switched off. */
export function addWarehouseAlarms(scope: Construct, props: WarehouseAlarmsProps): void {
  const { redshift }: { readonly redshift: RedshiftSettings } = props.environment;
  if (redshift.kind === "serverless") addLimit(scope, props, redshift);
  else addHealth(scope, props);
}

/** Redshift's metric counts the seconds of all RPUs. */
function addLimit(scope: Construct, props: WarehouseAlarmsProps, { dailyRpuHours }: ServerlessSettings): void {
  addAlarm(scope, "warehouse-limit", props, {
    kind: "warehouse-limit",
    meaning: `Redshift used more than ${LIMIT_PART * 100} % of its ${dailyRpuHours} RPU-hours in a day. At 100 % no query runs until midnight, UTC.`,
    ...serverlessMetric(warehouseName(props.environment), "ComputeSeconds"),
    statistic: "Sum",
    period: DAY,
    threshold: LIMIT_PART * dailyRpuHours * HOUR,
  });
}

function addHealth(scope: Construct, props: WarehouseAlarmsProps): void {
  const cluster = warehouseName(props.environment);
  addAlarm(scope, "warehouse-unhealthy", props, {
    kind: "warehouse-unhealthy",
    meaning: "The cluster of Redshift was not healthy for 15 minutes.",
    ...clusterMetric(cluster, "HealthStatus"),
    statistic: "Minimum",
    period: 5 * MINUTE,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 3,
    treatMissingData: "missing",
  });
  addAlarm(scope, "warehouse-disk", props, {
    kind: "warehouse-disk",
    meaning: `The disk of Redshift's cluster is more than ${DISK_MAX} % full.`,
    ...clusterMetric(cluster, "PercentageDiskSpaceUsed"),
    statistic: "Maximum",
    period: HOUR,
    threshold: DISK_MAX,
  });
}
