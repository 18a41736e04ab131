/** Why a run failed, each with what to do. The codes are stable: mails, alarms and runbooks name them. */
export const PRODUCER_ERRORS = {
  DATABASE_UNREACHABLE:
    "The producer can't log in to MySQL. Check the host, the login (IAM: the user has AWSAuthenticationPlugin, the function rds-db:connect; secret: username, password, host, port), the certificate, the subnets and the security groups.",
  DATABASE_FAILED:
    "MySQL refused a statement or ended the connection; nothing is lost, and the next run tries again. If it stays: `ops status` asks the check of the source, which names what is missing.",
  SOURCE_REPLICATES:
    "MySQL takes changes from another server, so rows come later than the time of their change and would be missed. Nothing was read, and the watermark stays. Let the producer read the server where rows are written.",
  STREAM_REFUSED:
    "Kinesis did not take all records, also after several tries, so the watermark stays and the next run sends them again. If it stays: give the stream more shards, or look at the function's rights.",
  WATERMARK_UNREADABLE:
    "The SSM parameter of the watermark can't be read or written, or it has no time. Look at the function's rights; `ops watermark` shows and sets it.",
  WATERMARK_MOVED:
    "Somebody else moved the watermark while a run was sending; the other one's value was kept if it came first. Look at it with `ops watermark`, and set it to the earlier of the two: rows that are sent again do no harm.",
  RECORD_TOO_LARGE:
    "A row is larger than the 1 MiB that Kinesis takes, so its table stays where it is. Make the row smaller in the source, or take its large column out of the contract.",
  ROW_WITHOUT_TIME:
    "A row's time of change is `0000-00-00`, or no day of the calendar, so no run would see when it changes again; its table stays where it is. Give such rows a time in the source: `update … set updated_at = current_timestamp(6) where updated_at < '0001-01-01'`.",
  RUN_TOO_SHORT:
    "A run ended before it had sent all rows of one time of change, so it will never get past them: many rows were changed at once. Give the stream more shards, or send them by `ops backfill`, and set the watermark behind them with `ops watermark`.",
  CONTROL_TOO_LONG:
    "Counting the table for the daily control took too long; its rows were sent. Without the control, a difference between source and warehouse is not noticed. Give the function a longer time-out, or the server more memory.",
  LOCK_HELD:
    "Three runs in a row found the table's lock taken: a run is longer than three intervals, or another program holds `clearwell/…` in MySQL. A function that was frozen loses it after its time-out and a minute.",
  EVENT_UNKNOWN: "The function was called with an event that it does not know, or for a table that no contract lists.",
  PRODUCER_FAILED: "The producer failed in a way that it does not know: see its log, and report it.",
} as const;

export type ProducerErrorCode = keyof typeof PRODUCER_ERRORS;

/** A failure with its code. The message never has a value from the data; the cause may, and is not logged. */
export class ProducerError extends Error {
  readonly code: ProducerErrorCode;

  constructor(code: ProducerErrorCode, options: ErrorOptions = {}) {
    super(`${code}: ${PRODUCER_ERRORS[code]}`, options);
    this.name = "ProducerError";
    this.code = code;
  }

  /** Any error as a coded one, which becomes its cause. */
  static from(error: unknown, code: ProducerErrorCode = "PRODUCER_FAILED"): ProducerError {
    return error instanceof ProducerError ? error : new ProducerError(code, { cause: error });
  }
}
