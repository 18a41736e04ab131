import type { Resource } from "./synth.ts";

type State = "ALARM" | "OK" | "INSUFFICIENT_DATA" | "unchanged";

/** A value for each of the alarm's periods, oldest first, or none where nothing was reported. */
type Points = readonly (number | undefined)[];

/**
 * What CloudWatch makes of an alarm, from the rules that AWS publishes: as many of the last periods as the alarm says must
 * breach. Not told here: with gaps it also looks at periods before these, of which it does not say how many.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 * @param series by the id of the alarm's metric; `metric` where it has only one
 */
export function evaluate(alarm: Resource, series: Readonly<Record<string, Points>>): State {
  const periods = Number(alarm.evaluation_periods);
  const points = watched(alarm, series).slice(-periods);
  if (points.length !== periods) throw new Error(`say ${periods} points, not ${points.length}`);
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
  throw new Error(`no idea of ${String(comparison_operator)}`);
}

/** The alarm's one series; the two functions of metric math that ours use are done here. */
function watched({ metric_query }: Resource, series: Readonly<Record<string, Points>>): Points {
  const expression = (metric_query as { readonly expression?: string }[] | undefined)?.find(
    (query) => query.expression !== undefined,
  )?.expression;
  if (expression === undefined) return series.metric ?? [];
  const [, fillId] = /^FILL\((\w+), 0\)$/.exec(expression) ?? [];
  // A series without any point is not filled: there is none.
  if (fillId !== undefined) {
    const points = series[fillId] ?? [];
    return points.every((point) => point === undefined) ? points : points.map((point) => point ?? 0);
  }
  const [, ids] = /^MAX\(\[(\w+(?:, \w+)*)\]\)$/.exec(expression) ?? [];
  if (ids === undefined) throw new Error(`no idea of ${expression}`);
  const all = ids.split(", ").map((id) => series[id] ?? []);
  return (all[0] ?? []).map((_, index) => highest(all.map((points) => points[index])));
}

function highest(values: Points): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
