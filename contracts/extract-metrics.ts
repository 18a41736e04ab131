/** The container that extracts collections of MongoDB. */
export const EXTRACT_SERVICE = "extract";

/** Its metrics, by stack and collection: it emits exactly these, and the stack's alarms and dashboard use exactly these. */
export const EXTRACT_METRICS = {
  /** Rows written: documents and deletions. */
  ExtractedRows: "Count",
  /** Of raw Parquet files. */
  ExtractedBytes: "Bytes",
  ExtractDuration: "Seconds",
  /** From the newest change that is extracted to the end of the run. */
  ExtractLag: "Seconds",
  PostImagesMissing: "Count",
  /** Documents with fields at the top level that are not listed. */
  UnlistedDocuments: "Count",
  /** How much of the oplog's window the token had used up at the start of the run: at 100 its changes are lost. */
  OplogUsed: "Percent",
  /** 1 if the run failed, otherwise 0. */
  FailedExtracts: "Count",
} as const;

export type ExtractMetric = keyof typeof EXTRACT_METRICS;

/** The dimensions of these metrics. @param collection `<database>/<collection>` */
export function extractDimensions(stack: string, collection: string): Record<string, string> {
  return { service: EXTRACT_SERVICE, stack, collection };
}
