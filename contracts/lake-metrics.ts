/** The function that compares the lake's files with the contracts. */
export const LAKE_SERVICE = "lake-columns";

/** Metrics of each of its daily runs, by stack: it emits exactly these, and the stack's alarms use exactly these. */
export const LAKE_METRICS = {
  /** Names of columns and of tables that no contract lists. */
  UnlistedInLake: "Count",
  /** Files whose columns are not known. */
  UnreadableInLake: "Count",
  /** Files whose columns were read. */
  FilesInLake: "Count",
} as const;

export type LakeMetric = keyof typeof LAKE_METRICS;

/** The dimensions of these metrics. @param stack its id */
export function lakeDimensions(stack: string): Record<string, string> {
  return { service: LAKE_SERVICE, stack };
}
