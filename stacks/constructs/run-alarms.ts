import type { Construct } from "constructs";
import { executionMetric } from "../metrics.ts";
import { type AlarmProps, addAlarm, HOUR } from "./alarm.ts";

const ENDS = ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] as const;

interface RunAlarmProps extends AlarmProps {
  /** What may have happened, for who gets the mail: a sentence. */
  readonly meaning: string;
  readonly stateMachineArns: readonly string[];
}

/** Adds the alarm on executions of state machines that did not succeed: a step failed, or somebody stopped one. */
export function addRunAlarm(scope: Construct, id: string, props: RunAlarmProps): void {
  const metrics = props.stateMachineArns.flatMap((arn, index) =>
    ENDS.map((metricName) => ({
      id: `${metricName.charAt(0).toLowerCase()}${metricName.slice(1)}${index}`,
      metric: { ...executionMetric(arn, metricName), stat: "Sum", period: HOUR },
    })),
  );
  addAlarm(scope, id, props, {
    kind: "run-failed",
    meaning: props.meaning,
    metricQuery: [
      ...metrics,
      // MAX ignores a metric without data.
      {
        id: "failed",
        expression: `MAX([${metrics.map((each) => each.id).join(", ")}])`,
        label: "Failed",
        returnData: true,
      },
    ],
  });
}
