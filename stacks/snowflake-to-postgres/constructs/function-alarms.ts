import type { Construct } from "constructs";
import { addAlarm, HOUR, MINUTE } from "../../constructs/alarm.ts";
import { functionMetric } from "../../metrics.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { alarmProps } from "./alarms.ts";

interface FunctionAlarmsProps {
  readonly environment: SnowflakeToPostgres;
  readonly of: "export" | "sync";
  readonly functionName: string;
}

/** Failures of steps within an hour. A few are tried again by the state machine, whose own failure is another alarm. */
const ERRORS_MAX = 10;

/** Adds the alarms on a function that a state machine calls. */
export function addFunctionAlarms(scope: Construct, { environment, of, functionName }: FunctionAlarmsProps): void {
  addAlarm(scope, "errors", alarmProps(environment), {
    kind: `${of}-errors`,
    meaning: `More than ${ERRORS_MAX} steps of the ${of} failed within an hour.`,
    ...functionMetric(functionName, "Errors"),
    statistic: "Sum",
    period: HOUR,
    threshold: ERRORS_MAX,
  });
  addAlarm(scope, "throttles", alarmProps(environment), {
    kind: `${of}-throttles`,
    meaning: `Lambda refused to run the ${of}: too many functions of the account run at once.`,
    ...functionMetric(functionName, "Throttles"),
    statistic: "Sum",
    period: 5 * MINUTE,
    evaluationPeriods: 3,
  });
}
