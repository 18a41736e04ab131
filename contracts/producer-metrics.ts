/** The function that reads tables by their watermarks. */
export const PRODUCER_SERVICE = "producer";

/** Metrics of each of its runs, by stack and table: it emits exactly these, and the stack's alarms and dashboard use exactly these. */
export const PRODUCER_METRICS = {
  /** Rows that the stream has taken, also those that are read again. Missing if the lock was taken. */
  RowsSent: "Count",
  /**
   * Seconds from the watermark to now, after the run: how old what has not been sent may be. It grows while a transaction is open. Missing
   * as long as there is no watermark.
   */
  WatermarkAge: "Seconds",
  /** 1 if the run found the table's lock taken and read nothing, otherwise 0. Three in a row are LOCK_HELD. */
  LockTaken: "Count",
} as const;

export type ProducerMetric = keyof typeof PRODUCER_METRICS;

/** The dimensions of these metrics. @param stack its id @param table `video.transactions` */
export function producerDimensions(stack: string, table: string): Record<string, string> {
  return { service: PRODUCER_SERVICE, stack, table };
}
