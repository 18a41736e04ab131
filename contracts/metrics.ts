/**
 * The cleaner's metrics: it emits exactly these, and the stacks' alarms and dashboard use exactly these. Numbers only, never a
 * value.
 */
export const METRIC_NAMESPACE = "clearwell";

/** The function that counted: Powertools puts `service` before all other dimensions. */
export const METRIC_SERVICE = "cleaner";

/** Metrics of each cleaned object, by stack and collection: name and unit. */
export const OBJECT_METRICS = {
  RowsIn: "Count",
  RowsOut: "Count",
  Deletes: "Count",
  Keyless: "Count",
  KeylessDeletes: "Count",
  Malformed: "Count",
  Scalars: "Count",
  ReplacedCharacters: "Count",
  DroppedColumns: "Count",
  AbsentColumns: "Count",
  HeaderOnly: "Count",
  BytesIn: "Bytes",
  BytesOut: "Bytes",
  Duration: "Milliseconds",
} as const;

/** Metrics of each object that was not cleaned, by stack only. */
export const STACK_METRICS = {
  UnlistedObjects: "Count",
  FailedObjects: "Count",
} as const;

export type ObjectMetric = keyof typeof OBJECT_METRICS;
export type StackMetric = keyof typeof STACK_METRICS;

/**
 * The dimensions of a metric. To CloudWatch, the same name with other dimensions is another metric, so a reader must give all
 * of them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
 * @param collection only for an object metric
 */
export function metricDimensions(stack: string, collection?: string): Record<string, string> {
  return { service: METRIC_SERVICE, stack, ...(collection === undefined ? {} : { collection }) };
}
