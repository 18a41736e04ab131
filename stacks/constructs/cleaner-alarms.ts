import { Construct } from "constructs";
import { functionMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, HOUR, MINUTE } from "./alarm.ts";

interface CleanerAlarmsProps extends AlarmProps {
  readonly functionName: string;
  readonly timeoutSeconds: number;
}

/** As many as one object gets, so that an error that passes by itself rouses nobody, and every object that is given up does. */
const ATTEMPTS = 3;

/** What part of its time an object may take: the next, larger one would be cut off. */
const NEAR = 0.8;

/**
 * What Lambda says of the cleaner. It files an error under the time at which the invocation started, up to 15 minutes back,
 * so each looks at an hour. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
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
      // A full load comes all at once and is throttled for minutes: that is how it should be.
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

/** Milliseconds from which an invocation is too long. */
export function nearTimeout(timeoutSeconds: number): number {
  return NEAR * timeoutSeconds * 1000;
}
