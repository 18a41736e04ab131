/** What is mailed: a notice of the function `alert`, an alarm of CloudWatch, or what Snowflake publishes of a pipe or a task. Names and numbers, never a value of the data. */
export interface Failure {
  /** Failures of one kind are mailed once an hour: `WATERMARK_MOVED video.transactions`. */
  readonly kind: string;
  readonly count: number;
  /** When it began: `2026-11-27T10:00:00.000Z`. */
  readonly since: string;
  /** What happened and what to do. */
  readonly remedy: string;
  /** More about it, a line each: `Table: video.transactions`. */
  readonly details: readonly string[];
}
