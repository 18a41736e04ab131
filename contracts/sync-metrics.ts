/** The function that loads batches into PostgreSQL. */
export const SYNC_SERVICE = "sync";

/** Its metrics, by stack and table: it emits exactly these, and the stack's alarms and dashboard use exactly these. */
export const SYNC_METRICS = {
  RowsLoaded: "Count",
  BatchesPublished: "Count",
  /** Age of the newest batch that readers see, at the end of each run. */
  BatchAge: "Seconds",
} as const;

export type SyncMetric = keyof typeof SYNC_METRICS;

/** The dimensions of these metrics. @param stack its id @param table `market.orders` */
export function syncDimensions(stack: string, table: string): Record<string, string> {
  return { service: SYNC_SERVICE, stack, table };
}
