/** What a line of a log must contain to be mailed to the engineer: the subscription filter of its log group matches this word. */
export const ALERT = "CLEARWELL_ALERT";

/** A failure that somebody must hear of. Never a value of the data, and never the text of a driver, which may quote one. */
export interface Alert {
  /** A stable code: `docs/errors.md`. */
  readonly code: string;
  /** `video.transactions`; absent if the failure is of no single table. */
  readonly table?: string;
}

/** The line of the log that says so. */
export function alertLine({ code, table }: Alert): string {
  return JSON.stringify({ level: "ERROR", alert: ALERT, code, table });
}
