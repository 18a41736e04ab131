import type { TerraformStack } from "cdktf";
import { addAlarm, HOUR } from "../../constructs/alarm.ts";
import { addRunAlarm } from "../../constructs/run-alarms.ts";
import { executionMetric } from "../../metrics.ts";
import { stateMachineArn } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { alarmProps } from "./alarms.ts";

/** Adds the alarms on executions: one failed, or none has succeeded for too long, also because nothing runs any more. */
export function addRunAlarms(stack: TerraformStack, environment: SnowflakeToPostgres): void {
  const machines = (["run", "export", "sync"] as const).map((machine) => stateMachineArn(environment, machine));
  addRunAlarm(stack, "run-failed", {
    ...alarmProps(environment),
    meaning: "An execution of a state machine failed: a table was not exported, not crawled or not loaded.",
    stateMachineArns: machines,
  });
  const { behindHours } = environment;
  addAlarm(stack, "not-run", alarmProps(environment), {
    kind: "not-synced",
    meaning: `No run has exported and loaded all tables for ${behindHours} ${behindHours === 1 ? "hour" : "hours"}.`,
    ...executionMetric(stateMachineArn(environment, "run"), "ExecutionsSucceeded"),
    statistic: "Sum",
    period: HOUR,
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: behindHours,
    treatMissingData: "breaching",
  });
}
