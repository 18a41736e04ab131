import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, HOUR } from "../../constructs/alarm.ts";
import { executionMetric } from "../../metrics.ts";

const ENDS = ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] as const;

/**
 * Adds the alarm on executions that did not succeed: a collection failed, an image is missing, or somebody stopped one.
 * @param stateMachineArns of the one that runs all collections, and of the one that loads single batches
 */
export function addRunAlarm(
  scope: Construct,
  id: string,
  props: AlarmProps,
  stateMachineArns: readonly string[],
): void {
  const metrics = stateMachineArns.flatMap((arn, index) =>
    ENDS.map((metricName) => ({
      id: `${metricName.charAt(0).toLowerCase()}${metricName.slice(1)}${index}`,
      metric: { ...executionMetric(arn, metricName), stat: "Sum", period: HOUR },
    })),
  );
  addAlarm(scope, id, props, {
    kind: "run-failed",
    meaning:
      "An execution of the state machine failed: a collection was not extracted or not loaded, or an image is missing.",
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
