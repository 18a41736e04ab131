import type { Construct } from "constructs";
import { addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { databaseMetric } from "../../metrics.ts";
import { instanceName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { alarmProps } from "./alarms.ts";

/** GB. The disk grows when a tenth is left, at most every six hours. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html */
const FREE_GB_MIN = 2;

/** Percent. */
const CPU_MAX = 90;

/** Adds the alarms on PostgreSQL itself. They stay when the modules are switched off. */
export function addInstanceAlarms(scope: Construct, environment: SnowflakeToPostgres): void {
  const name = instanceName(environment);
  addAlarm(scope, "database-disk", alarmProps(environment), {
    kind: "database-disk",
    meaning: `PostgreSQL has had less than ${FREE_GB_MIN} GB of free disk for 15 minutes: it stops when there is none.`,
    ...databaseMetric(name, "FreeStorageSpace"),
    statistic: "Minimum",
    period: 5 * MINUTE,
    comparisonOperator: "LessThanThreshold",
    threshold: FREE_GB_MIN * 1024 ** 3,
    evaluationPeriods: 3,
  });
  addAlarm(scope, "database-busy", alarmProps(environment), {
    kind: "database-busy",
    meaning: `PostgreSQL's processors have been busy for more than ${CPU_MAX} % of an hour.`,
    ...databaseMetric(name, "CPUUtilization"),
    statistic: "Average",
    period: 5 * MINUTE,
    threshold: CPU_MAX,
    evaluationPeriods: 12,
  });
}
