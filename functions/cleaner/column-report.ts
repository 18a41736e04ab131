import { OP_COLUMN } from "../../contracts/passthrough.ts";
import { isPrintable } from "./column-name.ts";
import { columnsOf, type FieldPlan } from "./field-plan.ts";

/** What the header had and had not, for the log: names of columns, never of values. */
export interface ColumnReport {
  /** Columns seen and not listed; at most 100, and only names that are plain identifier paths. */
  readonly dropped: readonly string[];
  /** How many more were dropped: names that may not be printed, or past the 100. */
  readonly droppedUnnamed: number;
  /** Listed fields that the header lacks. */
  readonly absent: readonly string[];
  /** Columns that look like DMS's `Op` and are not taken for it, in a file without it: its deletes would look alive. */
  readonly suspicious: readonly string[];
}

const MAX_NAMES = 100;

/** @param fields what passes */
export function reportColumns(
  header: readonly string[],
  fields: readonly FieldPlan[],
  absent: readonly string[],
): ColumnReport {
  const used = new Set(fields.flatMap(columnsOf));
  const dropped = header.filter((_, index) => !used.has(index));
  const named = dropped.filter(isPrintable).slice(0, MAX_NAMES);
  const hasOp = header[0] === OP_COLUMN;
  const suspicious = hasOp ? [] : header.filter((name) => name.toLowerCase() === OP_COLUMN.toLowerCase());
  return { dropped: named, droppedUnnamed: dropped.length - named.length, absent, suspicious };
}

/** Of a file without a row, of which the header may be a row: only how many columns were dropped. */
export function withoutNames(report: ColumnReport): ColumnReport {
  return { ...report, dropped: [], droppedUnnamed: report.dropped.length + report.droppedUnnamed };
}

/** Of a file without a header. */
export const NO_COLUMNS: ColumnReport = { dropped: [], droppedUnnamed: 0, absent: [], suspicious: [] };
