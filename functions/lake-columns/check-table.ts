import pMap from "p-map";
import { kindOf } from "../shared/error-kind.ts";
import { shownName } from "../shared/shown-name.ts";
import { type ColumnPath, columnPaths } from "./column-paths.ts";
import { filesToCheck } from "./files-to-check.ts";
import type { Lake, LakeFile } from "./lake.ts";
import { FileError, type LakeErrorCode } from "./lake-errors.ts";
import { type Finding, MAX_COLUMNS } from "./report.ts";

export interface TableResult {
  /** Files whose columns were read. */
  readonly files: number;
  readonly findings: readonly Finding[];
}

const FILES_AT_ONCE = 10;

/** A file with something wrong. */
interface Fault {
  readonly code: LakeErrorCode;
  readonly file: LakeFile;
  /** Paths that are not listed, as shown. */
  readonly columns: readonly string[];
  readonly cause: string | null;
}

/**
 * Looks at files of one table.
 * @param folder `<database>/<table>/`
 * @param listed the columns that a file may have
 */
export async function checkTable(
  lake: Lake,
  folder: string,
  listed: ReadonlySet<string>,
  since: Date,
): Promise<TableResult> {
  const files = await filesToCheck(lake, folder, since);
  const faults = (await pMap(files, (file) => faultOf(lake, file, listed), { concurrency: FILES_AT_ONCE })).filter(
    (fault) => fault !== null,
  );
  const table = shownName(folder.slice(0, -1));
  const codes = new Set(faults.map(({ code }) => code));
  return {
    files: files.length - faults.filter(({ code }) => code !== "UNLISTED_COLUMN").length,
    findings: [...codes].map((code) => {
      return findingOf(
        code,
        table,
        faults.filter((fault) => fault.code === code),
      );
    }),
  };
}

async function faultOf(lake: Lake, file: LakeFile, listed: ReadonlySet<string>): Promise<Fault | null> {
  try {
    const columns = (await columnPaths(lake, file)).filter((path) => !isListed(path, listed)).map(shownPath);
    return columns.length === 0 ? null : { code: "UNLISTED_COLUMN", file, columns, cause: null };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const cause = error.cause === undefined ? null : kindOf(error.cause);
    return { code: error.code, file, columns: [], cause };
  }
}

/** Letter by letter, in the same case. A column within a group is never listed: a table's columns have no parts. */
function isListed(path: ColumnPath, listed: ReadonlySet<string>): boolean {
  const [name, ...within] = path;
  return name !== undefined && within.length === 0 && listed.has(name);
}

/** Parts are joined by ` > `: a dot may be in a name. */
function shownPath(path: ColumnPath): string {
  return shownName(path.join(" > "));
}

function findingOf(code: LakeErrorCode, table: string, faults: readonly Fault[]): Finding {
  const newest = faults.reduce((one, other) => (other.file.at > one.file.at ? other : one));
  const columns = [...new Set(faults.flatMap((fault) => fault.columns))].sort();
  return {
    code,
    table,
    files: faults.length,
    key: shownKey(newest.file.key),
    columns: columns.slice(0, MAX_COLUMNS),
    more: Math.max(0, columns.length - MAX_COLUMNS),
    cause: newest.cause,
  };
}

/** Part by part, because a key is longer than a name. */
function shownKey(key: string): string {
  return key.split("/").map(shownName).join("/");
}
