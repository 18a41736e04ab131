import { OP_COLUMN } from "../../contracts/passthrough.ts";
import { isPrintable, mayHaveRows } from "./column-name.ts";
import { columnsOf, type FieldPlan } from "./field-plan.ts";

/** The log's report on the header: names of columns, never values. */
export interface ColumnReport {
  /** Columns that are not listed: at most 100, and only names that may be printed. */
  readonly dropped: readonly string[];
  /** How many more columns were dropped: their names may not be printed, or there are more than 100. */
  readonly droppedUnnamed: number;
  /** Listed fields that the header lacks. */
  readonly absent: readonly string[];
  /** Columns like `op` in a file without DMS's `Op`. They are not taken for it, so its deletes would land as rows. */
  readonly suspicious: readonly string[];
}

const MAX_NAMES = 100;

/** @param fields the fields that pass */
export function reportColumns(
  header: readonly string[],
  fields: readonly FieldPlan[],
  absent: readonly string[],
): ColumnReport {
  const used = new Set(fields.flatMap(columnsOf));
  const dropped = header.filter((_, index) => !used.has(index));
  const named = mayHaveRows(header) ? [] : dropped.filter(isPrintable).slice(0, MAX_NAMES);
  const hasOp = header[0] === OP_COLUMN;
  const suspicious = hasOp ? [] : header.filter((name) => name.toLowerCase() === OP_COLUMN.toLowerCase());
  return { dropped: named, droppedUnnamed: dropped.length - named.length, absent, suspicious };
}

/** The report on a file without rows. Its header may be a row, so only the number of dropped columns is reported. */
export function withoutNames(report: ColumnReport): ColumnReport {
  return { ...report, dropped: [], droppedUnnamed: report.dropped.length + report.droppedUnnamed };
}

/** The report on a file without a header. */
export const NO_COLUMNS: ColumnReport = { dropped: [], droppedUnnamed: 0, absent: [], suspicious: [] };
