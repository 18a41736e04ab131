import type { Construct } from "constructs";
import { functionMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, HOUR, MINUTE } from "./alarm.ts";
import { ATTEMPTS } from "./scheduled-function-alarms.ts";

interface MailAlarmsProps extends AlarmProps {
  readonly functionName: string;
  /** Which of the two functions of the mails. */
  readonly of: "alert" | "mail";
}

/** Adds alarms for when a function of the mails fails: nobody would get a mail of that. */
export function addMailAlarms(scope: Construct, props: MailAlarmsProps): void {
  const { functionName, of } = props;
  addAlarm(scope, "errors", props, {
    kind: "mails-errors",
    of,
    meaning: `The function ${of} of the mails failed ${ATTEMPTS} times or more within an hour.`,
    ...functionMetric(functionName, "Errors"),
    statistic: "Sum",
    period: HOUR,
    threshold: ATTEMPTS - 1,
  });
  addAlarm(scope, "throttled", props, {
    kind: "mails-throttled",
    of,
    meaning: `The function ${of} of the mails was throttled for 15 minutes.`,
    ...functionMetric(functionName, "Throttles"),
    statistic: "Sum",
    period: 5 * MINUTE,
    evaluationPeriods: 3,
  });
}
