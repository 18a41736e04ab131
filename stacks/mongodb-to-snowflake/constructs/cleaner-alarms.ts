import { Construct } from "constructs";
import { type AlarmProps, addAlarm, HOUR, MINUTE } from "../../constructs/alarm.ts";
import { functionMetric } from "../../metrics.ts";

interface CleanerAlarmsProps extends AlarmProps {
  readonly functionName: string;
  readonly timeoutSeconds: number;
}

/** The attempts that one object gets: an error that a retry overcomes does not fire the alarm, an object that fails for good does. */
const ATTEMPTS = 3;

/** The part of its timeout that an invocation may take; a larger object might not finish. */
const NEAR = 0.8;

/**
 * Alarms on Lambda's metrics of the cleaner. Lambda records an error at the time when the invocation started, up to 15 minutes ago, so
 * each alarm evaluates a whole hour. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export class CleanerAlarms extends Construct {
  constructor(scope: Construct, id: string, props: CleanerAlarmsProps) {
    super(scope, id);
    const { functionName, timeoutSeconds } = props;
    addAlarm(this, "errors", props, {
      kind: "cleaner-errors",
      meaning: `The cleaner failed ${ATTEMPTS} times or more within an hour.`,
      ...functionMetric(functionName, "Errors"),
      statistic: "Sum",
      period: HOUR,
      threshold: ATTEMPTS - 1,
    });
    addAlarm(this, "failure-lost", props, {
      kind: "failure-lost",
      meaning: "Lambda could not put a failure into the failure queue: it has forgotten the object, which is in RAW.",
      ...functionMetric(functionName, "DestinationDeliveryFailures"),
      statistic: "Sum",
      period: HOUR,
    });
    addAlarm(this, "throttled", props, {
      kind: "cleaner-throttled",
      meaning: "More objects than the cleaner may clean at once, for an hour. Those that wait 6 hours are given up.",
      ...functionMetric(functionName, "Throttles"),
      statistic: "Sum",
      // The files of a full load come all at once and are throttled for some minutes, as intended.
      period: 5 * MINUTE,
      evaluationPeriods: 12,
    });
    addAlarm(this, "near-timeout", props, {
      kind: "cleaner-near-timeout",
      meaning: `An invocation took more than ${NEAR * 100} % of the ${timeoutSeconds} seconds that it may take.`,
      ...functionMetric(functionName, "Duration"),
      statistic: "Maximum",
      period: HOUR,
      threshold: nearTimeout(timeoutSeconds),
    });
  }
}

/** Milliseconds above which the alarm fires. */
export function nearTimeout(timeoutSeconds: number): number {
  return NEAR * timeoutSeconds * 1000;
}
