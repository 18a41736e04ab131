import type { Resource } from "./synth.ts";

type State = "ALARM" | "OK" | "INSUFFICIENT_DATA" | "unchanged";

/** A value for each of the alarm's periods, oldest first; undefined if nothing was reported. */
type Points = readonly (number | undefined)[];

/**
 * The state of an alarm by the rules that AWS publishes: `datapoints_to_alarm` of the last periods must breach. One rule is left out:
 * with gaps, CloudWatch also evaluates earlier periods, and does not say how many.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * @param series by the id of the alarm's metric; `metric` if it has only one
 */
export function evaluate(alarm: Resource, series: Readonly<Record<string, Points>>): State {
  const periods = Number(alarm.evaluation_periods);
  const points = seriesOf(alarm, series).slice(-periods);
  if (points.length !== periods) throw new Error(`give ${periods} points, not ${points.length}`);
  const missing = points.filter((point) => point === undefined).length;
  if (missing === periods && alarm.treat_missing_data === "missing") return "INSUFFICIENT_DATA";
  if (missing === periods && alarm.treat_missing_data === "ignore") return "unchanged";
  const breaching = points.filter((point) =>
    point === undefined ? alarm.treat_missing_data === "breaching" : breaches(alarm, point),
  );
  return breaching.length >= Number(alarm.datapoints_to_alarm ?? periods) ? "ALARM" : "OK";
}

function breaches({ comparison_operator, threshold }: Resource, point: number): boolean {
  if (comparison_operator === "GreaterThanThreshold") return point > Number(threshold);
  if (comparison_operator === "LessThanThreshold") return point < Number(threshold);
  throw new Error(`${String(comparison_operator)} is not implemented`);
}

/** The series that the alarm evaluates, with the two functions of metric math that the stacks use. */
function seriesOf({ metric_query }: Resource, series: Readonly<Record<string, Points>>): Points {
  const expression = (metric_query as { readonly expression?: string }[] | undefined)?.find(
    (query) => query.expression !== undefined,
  )?.expression;
  if (expression === undefined) return series.metric ?? [];
  const [, fillId] = /^FILL\((\w+), 0\)$/.exec(expression) ?? [];
  // CloudWatch does not fill a series without any point.
  if (fillId !== undefined) {
    const points = series[fillId] ?? [];
    return points.every((point) => point === undefined) ? points : points.map((point) => point ?? 0);
  }
  const [, ids] = /^MAX\(\[(\w+(?:, \w+)*)\]\)$/.exec(expression) ?? [];
  if (ids === undefined) throw new Error(`${expression} is not implemented`);
  const all = ids.split(", ").map((id) => series[id] ?? []);
  return (all[0] ?? []).map((_, index) => highest(all.map((points) => points[index])));
}

function highest(values: Points): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
