/** What can be wrong with a file in the lake, each with its remedy. The codes are stable: alarms and runbooks name them. */
export const LAKE_ERRORS = {
  UNLISTED_COLUMN:
    "A file in the lake has a column that the table's contract does not list. Stop the task. If the column may leave, list it; otherwise find out why DMS wrote it, and delete the files that have it. Deploy, then start the task.",
  UNLISTED_TABLE:
    "The lake has a folder of a table that no contract lists. Stop the task if it still writes there, and delete the folder; or list the table, and deploy.",
  NOT_PARQUET:
    "The file does not end as a Parquet file does: it is in another format, encrypted, or cut short. Its rows are not in the warehouse. Reload the table, and check DataFormat of the DMS endpoint.",
  FOOTER_BROKEN:
    "The file ends as a Parquet file does, but its footer can't be read, so nobody knows which columns it has. Reload the table, and delete the file.",
  LAKE_READ_FAILED:
    "The file could not be read. Look again; check the function's role and the lake's key if it persists.",
} as const;

export type LakeErrorCode = keyof typeof LAKE_ERRORS;

/** Why the columns of a file are not known. The cause is kept, and its message is not used: it may quote the file. */
export class FileError extends Error {
  readonly code: LakeErrorCode;

  constructor(code: LakeErrorCode, options: ErrorOptions = {}) {
    super(`${code}: ${LAKE_ERRORS[code]}`, options);
    this.name = "FileError";
    this.code = code;
  }
}
