import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { functionMetric } from "../../metrics.ts";
import { addNotRunAlarm, RUNS_MISSED } from "./not-run-alarm.ts";

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

function addNotRun(scope: Construct, props: ProducerAlarmsProps): void {
  const { database, functionName, everyMinutes } = props;
  addNotRunAlarm(scope, "not-run", props, {
    kind: "producer-not-run",
    of: database,
    meaning: `Nothing has read ${database} for ${RUNS_MISSED * everyMinutes} minutes: its schedules are off, or can't invoke the function.`,
    everyMinutes,
    runs: { id: "invoked", label: "Invocations", metric: functionMetric(functionName, "Invocations"), stat: "Sum" },
  });
}
