/**
 * What the cleaner counts: it emits exactly these, and the stacks' alarms and dashboard look at exactly these. Numbers only,
 * never a value.
 */
export const METRIC_NAMESPACE = "clearwell";

/** Which function counted: the `service` that Powertools puts before all other dimensions. */
export const METRIC_SERVICE = "cleaner";

/** Of each object that was cleaned, by stack and collection: name and unit. */
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

/** Of each object that was not, by stack alone. */
export const STACK_METRICS = {
  UnlistedObjects: "Count",
  FailedObjects: "Count",
} as const;

export type ObjectMetric = keyof typeof OBJECT_METRICS;
export type StackMetric = keyof typeof STACK_METRICS;

/**
 * What a metric is told apart by. CloudWatch takes the same name with a dimension more or less for another metric, so who looks
 * must give all of them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
 * @param collection of an object metric; a stack metric has none
 */
export function metricDimensions(stack: string, collection?: string): Record<string, string> {
  return { service: METRIC_SERVICE, stack, ...(collection === undefined ? {} : { collection }) };
}
