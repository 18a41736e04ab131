/** The function that looks at every record between a stream and the bucket. */
export const TRANSFORMER_SERVICE = "transformer";

/** Its metrics, by stack and table: it emits exactly these, and the stack's alarms and dashboard use exactly these. */
export const TRANSFORMER_METRICS = {
  RecordsIn: "Count",
  /** Records that it refused: Firehose stores them under the error prefix, as they came. */
  RecordsFailed: "Count",
  /** Members of records that the contract does not list, which it left out. The producer sends none. */
  UnlistedMembers: "Count",
} as const;

export type TransformerMetric = keyof typeof TRANSFORMER_METRICS;

/**
 * The dimensions of these metrics.
 * @param stack its id
 * @param table `video.transactions`
 */
export function transformerDimensions(stack: string, table: string): Record<string, string> {
  return { service: TRANSFORMER_SERVICE, stack, table };
}
