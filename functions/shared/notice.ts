/** Failures of one kind, as the function `alert` sends them to the function `mail`: never a line of a log. */
export interface Notice {
  /** One of `ALERT_REMEDIES`. */
  readonly code: string;
  /** `video.transactions`; absent if the failure is of no single table. */
  readonly table?: string;
  /** Lines of the log. */
  readonly count: number;
  /** When the first of them was written: `2026-11-27T10:00:00.000Z`. */
  readonly first: string;
  readonly logGroup: string;
  readonly logStream: string;
}
