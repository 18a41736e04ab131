import { hasKey, keyPaths } from "../../contracts/key.ts";
import type { Mask } from "../../contracts/mask.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { CleanerError } from "./cleaner-error.ts";
import { type ColumnReport, reportColumns } from "./column-report.ts";
import { type FieldPlan, planFields } from "./field-plan.ts";
import type { Projection } from "./projection.ts";

/** How the rows of one file are projected; planned once, from its header. */
export interface Layout {
  readonly header: readonly string[];
  /** Whether the first column is DMS's `Op`. */
  readonly hasOp: boolean;
  /** The column of `dms_replicated_at`, if the header has it. */
  readonly timestamp: number | undefined;
  /** The columns that have the key, or a part of it. */
  readonly keys: readonly number[];
  /** All names that the key's columns may have in a header. */
  readonly keyNames: readonly string[];
  /** Names that only a header has as cells: the key's, and the timestamp's. */
  readonly headerNames: readonly string[];
  /** The fields of a row: the listed ones in the order of the mask, then the key, the timestamp and `Op`, which need not be listed. */
  readonly fields: readonly FieldPlan[];
  /** The fields of a delete: the key, the timestamp and `Op`. */
  readonly deleteFields: readonly FieldPlan[];
  readonly columns: ColumnReport;
}

const NO_HEADER =
  'it has neither the key column nor dms_replicated_at. Check that the DMS endpoint has AddColumnName=true and DataFormat=csv, and "key" in the mask if `_id` is not an ObjectId.';

/**
 * Plans the projection of a file from its header and its mask.
 * @throws CleanerError HEADER_EMPTY, HEADER_UNLISTED, KEY_ABSENT or HEADER_DUPLICATE
 */
export function planLayout(header: readonly string[], line: number, { mask, passOp }: Projection): Layout {
  const indexes = new Map(header.map((name, index) => [name, index]));
  const paths = keyPaths(mask);
  const keyNames = [...new Set(paths.flatMap(headersOf))];
  checkHeader(header, line, indexes, keyNames, paths);

  const hasOp = header[0] === OP_COLUMN;
  const { listed, keys, deleteKeys, technical, absent } = planFields(mask, indexes, hasOp && passOp);
  const fields = [...listed, ...[...keys, ...technical].filter(({ name }) => !isListed(name, mask))];
  return {
    header,
    hasOp,
    timestamp: indexes.get(TIMESTAMP_COLUMN),
    keys: keyNames.flatMap((name) => indexes.get(name) ?? []),
    keyNames,
    headerNames: [...keyNames, TIMESTAMP_COLUMN],
    fields,
    deleteFields: [...deleteKeys, ...technical],
    columns: reportColumns(header, fields, absent),
  };
}

function checkHeader(
  header: readonly string[],
  line: number,
  indexes: ReadonlyMap<string, number>,
  keyNames: readonly string[],
  paths: readonly (readonly string[])[],
): void {
  if (header.every((name) => name === "")) throw new CleanerError("HEADER_EMPTY", { line });
  if (![TIMESTAMP_COLUMN, ...keyNames].some((name) => indexes.has(name))) {
    const explanation =
      header.length === 1
        ? `The first record has one column, so CsvDelimiter of the DMS endpoint may be different, and ${NO_HEADER}`
        : `The first record is not a header: ${NO_HEADER}`;
    throw new CleanerError("HEADER_UNLISTED", { line }, { explanation });
  }
  if (!paths.every((path) => headersOf(path).some((name) => indexes.has(name))))
    throw new CleanerError("KEY_ABSENT", { line });
  // Only its place is reported: the header may be a record, and its names values.
  const repeated = header.findIndex((name, index) => indexes.get(name) !== index);
  if (repeated !== -1) throw new CleanerError("HEADER_DUPLICATE", { line, column: `#${repeated + 1}` });
}

/** The headers under which DMS may write the value at a path: a column of its own, or the JSON of a column above it. */
function headersOf(path: readonly string[]): string[] {
  return path.map((_, index) => path.slice(0, index + 1).join("."));
}

/** Whether a field that passes without being listed is in the mask, too; then it is written as and where the mask says. */
function isListed(name: string, mask: Mask): boolean {
  return Object.hasOwn(mask, name) && !hasKey(mask[name]);
}
