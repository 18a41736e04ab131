/** The function that exports tables from Snowflake. */
export const EXPORT_SERVICE = "export";

/** Its metrics, by stack and table: it emits exactly these, and the stack's alarms and dashboard use exactly these. */
export const EXPORT_METRICS = {
  RowsExported: "Count",
  PartsExported: "Count",
  BytesExported: "Bytes",
} as const;

export type ExportMetric = keyof typeof EXPORT_METRICS;

/** The dimensions of these metrics. @param stack its id @param table `market.orders` */
export function exportDimensions(stack: string, table: string): Record<string, string> {
  return { service: EXPORT_SERVICE, stack, table };
}
