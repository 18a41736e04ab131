import type { LakeErrorCode } from "./lake-errors.ts";

/** The event with which an operator asks about the newest files. The daily run's event is any other. */
export interface LakeQuestion {
  readonly clearwell: "check-lake";
}

/** What is wrong with files of one table. Names are escaped and shortened; nothing in it is a value of the data. */
export interface Finding {
  readonly code: LakeErrorCode;
  /** `<database>/<table>` */
  readonly table: string;
  /** How many files have it, and the newest of them. Of a table that is not listed, no file is read. */
  readonly files: number;
  readonly key: string | null;
  /** Names of unlisted columns, at most `MAX_COLUMNS`, and how many more there are. */
  readonly columns: readonly string[];
  readonly more: number;
  /** The kind of error that caused it: `AccessDenied 403`. Null if nothing did. */
  readonly cause: string | null;
}

/** The result of a look at the lake. */
export interface LakeReport {
  /** Tables that have a file, and files whose columns were read. */
  readonly tables: number;
  readonly files: number;
  readonly findings: readonly Finding[];
}

/** For each table: a log line has a limit. */
export const MAX_COLUMNS = 20;

export function isLakeQuestion(event: unknown): event is LakeQuestion {
  return typeof event === "object" && event !== null && "clearwell" in event && event.clearwell === "check-lake";
}
