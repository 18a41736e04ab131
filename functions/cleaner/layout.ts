import { keyColumn, OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { CleanerError } from "./cleaner-error.ts";
import { isPrintable, printable } from "./column-name.ts";
import { columnsOf, type FieldPlan, planListed, planPassthrough } from "./field-plan.ts";
import type { Projection } from "./projection.ts";

/** How the rows of one file are projected, worked out once from its header. */
export interface Layout {
  readonly header: readonly string[];
  /** Whether the first column is DMS's `Op`. */
  readonly hasOp: boolean;
  /** The fields of a row: the listed ones in the order of the mask, then what passes by itself. */
  readonly fields: readonly FieldPlan[];
  /** The fields of a delete: what passes by itself. */
  readonly deleteFields: readonly FieldPlan[];
  /** Columns that every file has, whose own name is never a value: a record that holds it there is another header. */
  readonly witnesses: readonly number[];
  readonly columns: ColumnReport;
}

/** What the header had and had not, for the log: names of columns, never of values. */
export interface ColumnReport {
  /** Columns seen and not listed; at most 100, and only names that are plain identifier paths. */
  readonly dropped: readonly string[];
  /** How many more were dropped: names that may not be printed, or past the 100. */
  readonly droppedUnnamed: number;
  /** Listed fields that the header lacks. */
  readonly absent: readonly string[];
}

const MAX_NAMES = 100;
const MAX_COLUMNS = 100_000;

/**
 * Lays a mask over a header.
 * @throws CleanerError HEADER_TOO_WIDE, HEADER_EMPTY, HEADER_DUPLICATE or HEADER_UNLISTED
 */
export function layOut(header: readonly string[], line: number, projection: Projection): Layout {
  const { mask, passOp } = projection;
  checkWidth(header.length, line);
  const indexes = new Map(header.map((name, index) => [name, index]));
  if (header.every((name) => name === "")) throw new CleanerError("HEADER_EMPTY", { line });

  const hasOp = header[0] === OP_COLUMN;
  const { fields: listed, absent } = planListed(mask, indexes);
  const passthrough = planPassthrough(mask, indexes, hasOp && passOp);
  if (listed.length === 0 && !indexes.has(keyColumn(mask))) throw new CleanerError("HEADER_UNLISTED", { line });
  // Only now, for this one tells a name: what has nothing listed may be no header but a record, and its names values.
  const repeated = header.findIndex((name, index) => indexes.get(name) !== index);
  if (repeated !== -1)
    throw new CleanerError("HEADER_DUPLICATE", { line, column: printable(header[repeated], repeated) });
  const fields = [...listed, ...passthrough.filter(({ name }) => !Object.hasOwn(mask, name) || mask[name] === "key")];
  const witnesses = [keyColumn(mask), TIMESTAMP_COLUMN].flatMap((name) => indexes.get(name) ?? []);
  return { header, hasOp, witnesses, fields, deleteFields: passthrough, columns: report(header, fields, absent) };
}

/**
 * A row of a million strings would take more memory than there is.
 * @throws CleanerError HEADER_TOO_WIDE
 */
export function checkWidth(columns: number, line: number): void {
  if (columns > MAX_COLUMNS) throw new CleanerError("HEADER_TOO_WIDE", { line });
}

function report(header: readonly string[], fields: readonly FieldPlan[], absent: readonly string[]): ColumnReport {
  const used = new Set(fields.flatMap(columnsOf));
  const dropped = header.filter((_, index) => !used.has(index));
  const named = dropped.filter(isPrintable).slice(0, MAX_NAMES);
  return { dropped: named, droppedUnnamed: dropped.length - named.length, absent };
}
