/** The container that loads batches of documents into Redshift. */
export const PROCESS_SERVICE = "process";

/** Metrics of each of its runs, by stack and collection: it emits exactly these, and the stack's alarms use exactly these. */
export const PROCESS_METRICS = {
  BatchesLoaded: "Count",
  RowsLoaded: "Count",
  /** Batches that are not loaded when the run ends. */
  Backlog: "Count",
  /** 1 if the collection waits for a decision. */
  Stopped: "Count",
  /** 1 if the run failed. */
  LoadFailed: "Count",
  /** How long ago MongoDB had what Redshift has now. Absent if nothing is loaded. */
  LoadedAge: "Seconds",
  Duration: "Milliseconds",
} as const;

export type ProcessMetric = keyof typeof PROCESS_METRICS;

/** The dimensions of these metrics. @param collection `<database>/<collection>` */
export function processDimensions(stack: string, collection: string): Record<string, string> {
  return { service: PROCESS_SERVICE, stack, collection };
}
