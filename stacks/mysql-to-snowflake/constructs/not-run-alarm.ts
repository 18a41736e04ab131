import type { Construct } from "constructs";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import type { Metric } from "../../metrics.ts";

interface NotRunAlarm {
  readonly kind: string;
  readonly of: string;
  readonly meaning: string;
  /** How often it runs. */
  readonly everyMinutes: number;
  /** What counts runs. `id` names it in the expression, `label` in graphs. */
  readonly runs: { readonly id: string; readonly label: string; readonly metric: Metric; readonly stat: string };
}

/** How many runs are missing when it fires: those of two periods. */
export const RUNS_MISSED = 6;

/**
 * Adds an alarm that fires when something has stopped running, also when an operator has stopped it, and not before it first ran: two periods
 * of six are empty, and the others are not. Missing data is filled with 0, for which there must be some.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function addNotRunAlarm(scope: Construct, id: string, props: AlarmProps, alarm: NotRunAlarm): void {
  const { everyMinutes, runs, ...rule } = alarm;
  addAlarm(scope, id, props, {
    ...rule,
    metricQuery: [
      { id: runs.id, metric: { ...runs.metric, stat: runs.stat, period: (RUNS_MISSED / 2) * everyMinutes * MINUTE } },
      { id: "filled", expression: `FILL(${runs.id}, 0)`, label: runs.label, returnData: true },
    ],
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 6,
    datapointsToAlarm: 2,
  });
}
