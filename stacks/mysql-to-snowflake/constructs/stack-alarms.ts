import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { addDeliveryAlarms } from "../../constructs/delivery-alarms.ts";
import { scheduleMetric } from "../../metrics.ts";
import { scheduleGroupName, streamBucketName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import { ERRORS_FILTER } from "./stream-bucket.ts";

interface StackAlarmsProps extends AlarmProps {
  readonly environment: MysqlToSnowflake;
  /** Of Firehose. */
  readonly transformerName: string;
}

/** Adds the alarms on what all tables share: the transformer, the schedules, the objects under `errors/`. */
export function addStackAlarms(scope: Construct, props: StackAlarmsProps): void {
  const { environment, transformerName } = props;
  const group = scheduleGroupName(environment);
  const perFiveMinutes = { statistic: "Sum", period: 5 * MINUTE } as const;
  addDeliveryAlarms(scope, {
    ...{ ...props, transformerName, destination: "Snowflake" },
    bucketName: streamBucketName(environment),
    errorsFilter: ERRORS_FILTER,
  });
  addAlarm(scope, "schedule-failed", props, {
    kind: "schedule-failed",
    meaning: "A schedule could not invoke the function that reads a table.",
    ...scheduleMetric(group, "TargetErrorCount"),
    ...perFiveMinutes,
  });
  addAlarm(scope, "schedule-dropped", props, {
    kind: "schedule-dropped",
    meaning: "A run of a table was given up, because the function could not be invoked in time.",
    ...scheduleMetric(group, "InvocationDroppedCount"),
    ...perFiveMinutes,
  });
}
