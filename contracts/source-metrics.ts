/** The function that compares sources with the contracts. */
export const SOURCE_SERVICE = "source-columns";

/** Its metrics, by stack: it emits exactly these, and the stack's alarms and dashboard use exactly these. */
export const SOURCE_METRICS = {
  /** What is wrong in the sources, in all databases. */
  SourceFindings: "Count",
  /** Columns of listed tables that are not listed. Missing if some database could not be read. */
  UnlistedColumns: "Count",
} as const;

export type SourceMetric = keyof typeof SOURCE_METRICS;

/** The dimensions of these metrics. @param stack its id */
export function sourceDimensions(stack: string): Record<string, string> {
  return { service: SOURCE_SERVICE, stack };
}
