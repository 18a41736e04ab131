import type { Metric } from "../metrics.ts";

// The JSON of a dashboard. A widget without a position goes where there is room, from left to right.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html

export interface Line {
  readonly label: string;
  readonly metric: Metric;
  /** Instead of the graph's. */
  readonly stat?: string;
}

interface Graph {
  readonly title: string;
  readonly stat: string;
  readonly lines: readonly Line[];
  /** Threshold of the alarm. */
  readonly limit?: number;
}

/** The most alarms that a widget can have. */
const ALARMS_MAX = 100;

/** Half of a dashboard's 24 columns. */
const HALF = 12;

/** The state of each alarm; those whose state changed last come first. */
export function alarmWidgets(alarmArns: readonly string[]): object[] {
  const widgets = Math.ceil(alarmArns.length / ALARMS_MAX);
  return Array.from({ length: widgets }, (_, index) => ({
    type: "alarm",
    width: 2 * HALF,
    height: 4,
    properties: {
      title: "Alarms",
      sortBy: "stateUpdatedTimestamp",
      alarms: alarmArns.slice(index * ALARMS_MAX, (index + 1) * ALARMS_MAX),
    },
  }));
}

export function graphWidget(region: string, { title, stat, lines, limit }: Graph): object {
  return {
    type: "metric",
    width: HALF,
    height: 6,
    properties: {
      title,
      region,
      view: "timeSeries",
      stat,
      period: 300,
      yAxis: { left: { min: 0 } },
      metrics: lines.map(toRow),
      ...(limit === undefined ? {} : { annotations: { horizontal: [{ label: "alarm", value: limit }] } }),
    },
  };
}

/** Namespace, name, each dimension's name and value, then options. */
function toRow({ label, metric, stat }: Line) {
  const { namespace, metricName, dimensions } = metric;
  return [
    namespace,
    metricName,
    ...Object.entries(dimensions).flat(),
    { label, ...(stat === undefined ? {} : { stat }) },
  ];
}
