import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { functionMetric } from "../../metrics.ts";

interface ProducerAlarmsProps extends AlarmProps {
  readonly database: string;
  readonly functionName: string;
  readonly everyMinutes: number;
}

/** Adds the alarms on the function of a database: for what it can't say itself, because it failed, was throttled or was never invoked. */
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
  addNotRun(scope, props);
}

/**
 * It fires when the function has stopped running, also when an operator has stopped it, and not before it first ran: two periods of six
 * are empty, and the others are not. Missing data is filled with 0, for which there must be some.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
function addNotRun(scope: Construct, props: ProducerAlarmsProps): void {
  const { database, functionName, everyMinutes } = props;
  const period = 3 * everyMinutes * MINUTE;
  const invoked = { ...functionMetric(functionName, "Invocations"), stat: "Sum", period };
  addAlarm(scope, "not-run", props, {
    kind: "producer-not-run",
    of: database,
    meaning: `Nothing has read ${database} for ${6 * everyMinutes} minutes: its schedules are off, or can't invoke the function.`,
    metricQuery: [
      { id: "invoked", metric: invoked },
      { id: "filled", expression: "FILL(invoked, 0)", label: "Invocations", returnData: true },
    ],
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 6,
    datapointsToAlarm: 2,
  });
}
