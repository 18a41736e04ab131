import { type ColumnReport, NO_COLUMNS, withoutNames } from "./column-report.ts";
import type { MalformedCell, MalformedCells } from "./malformed-cells.ts";

/** Counts of the records that were read so far. */
export interface Counts {
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly deletes: number;
  /** Rows, deletes excluded, that landed without a key: all of its columns are null. */
  readonly keyless: number;
  /** Deletes without a key, so that nobody knows which document was deleted. */
  readonly keylessDeletes: number;
  /** Scalars that were left out because the mask is nested, so that it is unknown what they are. */
  readonly scalars: number;
  /** Characters that became U+FFFD: invalid UTF-8, or a lone surrogate in JSON's escapes. */
  readonly replacedCharacters: number;
}

export interface Tally extends Counts, ColumnReport {
  /** Whether the file has a header and no rows. DMS does not write such files, so a row may have been read as the header. */
  readonly headerOnly: boolean;
  /** Cells that should be JSON but are not, are nested too deep, or repeat a listed key. They are left out; the rest of the row landed. */
  readonly malformed: number;
  /** The places of the first hundred of them. */
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

/** @param columns undefined if the file has no header */
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
