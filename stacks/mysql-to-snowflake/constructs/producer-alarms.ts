import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { functionMetric } from "../../metrics.ts";

interface ProducerAlarmsProps extends AlarmProps {
  readonly database: string;
  readonly functionName: string;
}

/** Adds the alarms on the function of a database: for what it can't say itself, because it failed or was throttled. */
export function addProducerAlarms(scope: Construct, props: ProducerAlarmsProps): void {
  const { database, functionName } = props;
  addAlarm(scope, "errors", props, {
    kind: "producer-errors",
    of: database,
    meaning: `A run that reads ${database} failed. The next one does the same, and more of it.`,
    ...functionMetric(functionName, "Errors"),
    statistic: "Sum",
    period: 5 * MINUTE,
  });
  addAlarm(scope, "throttles", props, {
    kind: "producer-throttles",
    of: database,
    meaning: `Lambda refused to run the function that reads ${database}: too many functions of the account run at once.`,
    ...functionMetric(functionName, "Throttles"),
    statistic: "Sum",
    period: 5 * MINUTE,
    evaluationPeriods: 3,
  });
}
