/** All errors of an object, each with its remedy. The codes are stable: alarms and runbooks name them. */
export const CLEANER_ERRORS = {
  HEADER_EMPTY: "The first record names no column. Check that the DMS endpoint has AddColumnName=true.",
  HEADER_DUPLICATE: "Two columns have one name. Rename the field at the source, then reload the collection.",
  HEADER_TOO_WIDE:
    "The header has more than 100,000 columns: it is not a header, or a map was flattened. Check the collection.",
  HEADER_UNLISTED:
    'The first record is not a header: it has neither the key column nor dms_replicated_at. If the file is gzip within gzip, zip, Parquet or UTF-16, the message says so. Otherwise check AddColumnName, CsvDelimiter and DataFormat of the DMS endpoint, and "key" in the mask if `_id` is not an ObjectId.',
  KEY_ABSENT:
    'The header lacks the key column, so the documents of its rows could not be identified. If `_id` is not an ObjectId, set its column to "key" in the mask; if it is compound, each of its columns. Deploy, then try again.',
  ROW_DELIMITER:
    "Rows do not end in LF. Check CsvRowDelimiter of the DMS endpoint: it must be a line end, not the two characters `\\n`. Then reload the collection.",
  HEADER_REPEATED:
    "A record is a second header: files were joined, and the rows after it may have their columns in another order. Reload the collection.",
  RECORD_MISALIGNED:
    "A cell does not fit its column: the timestamp is not a time, or the key is the name of a column. The record may be shifted. Reload the collection.",
  RECORD_WIDTH:
    "The record is not aligned with its header: it has another number of columns. The schema may have changed mid-file; if a column of the header has no name, check that the DMS endpoint has TimestampColumnName. Reload the collection.",
  RECORD_TOO_LARGE: "The record is larger than 64 MiB, or a quote in it is never closed. Reload the collection.",
  QUOTE_UNCLOSED: "A quoted cell never ends. The object may be cut short: reload the collection.",
  QUOTE_TRAILING:
    "Text follows a closing quote. Check that the DMS endpoint has Rfc4180=true; if it is the first record, AddColumnName and CsvDelimiter too.",
  QUOTE_BARE:
    "A cell that is not quoted has a quote in it, so it is unknown where cells end. Check that the DMS endpoint has Rfc4180=true; if it is the first record, AddColumnName and CsvDelimiter too.",
  OP_UNKNOWN: "Op is not I, U or D. Check that no field of the source is named Op.",
  GZIP_BROKEN:
    "The object is not a whole gzip file: it is damaged or cut short, or other bytes follow its end. Reload the collection.",
  OBJECT_CHANGED:
    "The object was overwritten after its event. The newer version has an event of its own; a retry clears the pointer.",
  OBJECT_MISSING: "The object is gone: expired, or deleted. Reload the collection if it was never cleaned.",
  READ_FAILED:
    "RAW could not be read, or no longer has the object. Try again; check the key and the function's role if it persists. An archived object must be restored first.",
  WRITE_FAILED: "CLEAN could not be written. Try again; check the function's role if it persists.",
  EVENT_UNKNOWN: "The cleaner does not know this kind of event. Check what invokes the function.",
  INTERNAL:
    "A defect of the cleaner, or its second thread has ended. RAW still has the object: try again; if it stays, replay it after the fix.",
} as const;

export type CleanerErrorCode = keyof typeof CLEANER_ERRORS;

/** Where in a file: the line on which the record starts (the first is 1) and the column's name, if it may be printed. */
export interface Position {
  readonly line?: number | undefined;
  readonly column?: string | undefined;
}

export interface CleanerErrorOptions extends ErrorOptions {
  /** The meaning and the remedy, if more is known than the code says. Only our own words and numbers. */
  readonly explanation?: string;
}

/** Why an object failed: codes, places and counts, never a value from the data. */
export class CleanerError extends Error {
  readonly code: CleanerErrorCode;
  readonly line: number | undefined;
  readonly column: string | undefined;

  constructor(
    code: CleanerErrorCode,
    { line, column }: Position = {},
    { explanation = CLEANER_ERRORS[code], ...options }: CleanerErrorOptions = {},
  ) {
    const place = [line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(", ");
    super([code, place, explanation].filter(Boolean).join(": "), options);
    this.name = "CleanerError";
    this.code = code;
    this.line = line;
    this.column = column;
  }

  /** Any error as a coded one. A foreign error becomes the `cause`; its message is not used, because it may quote the data. */
  static from(error: unknown): CleanerError {
    return error instanceof CleanerError ? error : new CleanerError("INTERNAL", {}, { cause: error });
  }
}
