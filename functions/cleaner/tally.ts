import { type ColumnReport, NO_COLUMNS, withoutNames } from "./column-report.ts";
import type { MalformedCell, MalformedCells } from "./malformed-cells.ts";

/** What was counted of the records that were read so far. */
export interface Counts {
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly deletes: number;
  /** Rows that are no deletes and landed without a key: null in all of its columns. */
  readonly keyless: number;
  /** Deletes without a key: they name no document. */
  readonly keylessDeletes: number;
  /** Scalars where the mask is nested: left out, because it can't be told what they are. */
  readonly scalars: number;
  /** Characters that became U+FFFD: no valid UTF-8, or half a character in JSON's escapes. */
  readonly replacedCharacters: number;
}

export interface Tally extends Counts, ColumnReport {
  /** Whether the file has a header and no row, which DMS writes no file of: a row may have been read as the header. */
  readonly headerOnly: boolean;
  /** Cells that should be JSON and are not, are nested too deep or repeat a listed key: left out, the rest of the row landed. */
  readonly malformed: number;
  /** Where the first hundred of them are. */
  readonly malformedCells: readonly MalformedCell[];
}

export const NO_COUNTS: Counts = {
  rowsIn: 0,
  rowsOut: 0,
  deletes: 0,
  keyless: 0,
  keylessDeletes: 0,
  scalars: 0,
  replacedCharacters: 0,
};

/** @param columns undefined where the file has no header */
export function tallyOf(
  counts: Counts,
  malformed: Pick<MalformedCells, "count" | "places">,
  columns: ColumnReport | undefined,
): Tally {
  const headerOnly = columns !== undefined && counts.rowsIn === 0;
  const report = columns ?? NO_COLUMNS;
  return {
    headerOnly,
    ...counts,
    malformed: malformed.count,
    malformedCells: malformed.places,
    ...(headerOnly ? withoutNames(report) : report),
  };
}
