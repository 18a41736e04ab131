import type { Construct } from "constructs";
import { functionMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, HOUR } from "./alarm.ts";

interface ScheduledFunctionAlarmsProps extends AlarmProps {
  /** Start of the alarms' names: `source-columns`. */
  readonly code: string;
  readonly functionName: string;
  /** What it does: `The check of the sources`. */
  readonly title: string;
}

/** The attempts that Lambda makes of one run: an error that a retry overcomes does not fire the alarm. */
export const ATTEMPTS = 3;

/** A day, and time for a run that begins late. */
const HOURS = 26;

/** Adds the alarms of a function that runs once a day: it failed, or it has not run. */
export function addScheduledFunctionAlarms(scope: Construct, props: ScheduledFunctionAlarmsProps): void {
  const { code, functionName, title } = props;
  addAlarm(scope, "errors", props, {
    kind: `${code}-errors`,
    meaning: `${title} failed ${ATTEMPTS} times or more within an hour.`,
    ...functionMetric(functionName, "Errors"),
    statistic: "Sum",
    period: HOUR,
    threshold: ATTEMPTS - 1,
  });
  addAlarm(scope, "not-run", props, {
    kind: `${code}-not-run`,
    meaning: `${title} has not run for ${HOURS} hours.`,
    ...functionMetric(functionName, "Invocations"),
    statistic: "Sum",
    period: HOUR,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: HOURS,
    // A function that is not invoked has no data.
    treatMissingData: "breaching",
  });
}
