import type { ColumnMask, Mask, NestedMask } from "../../../contracts/mask.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../../contracts/passthrough.ts";
import { NULL_MARKER } from "../../data-sets/data-set.ts";

/**
 * The job as one SQL statement. A mask does not say which column is an array; DMS's prefix does.
 * Lines may have DuckDB's default of 2 MB: with a higher limit it takes larger buffers and half as much time again.
 */
export function copyStatement({ mask, raw, out }: { mask: Mask; raw: string; out: string }): string {
  const fields = [
    ...Object.entries(mask).map(([column, rule]) => [column, unlessDelete(project(column, rule))]),
    ...["oid__id", TIMESTAMP_COLUMN, OP_COLUMN].map((column) => [column, project(column, true)]),
  ].map(([column, expression]) => `${expression} AS ${name(column ?? "")}`);
  return `
    COPY (
      SELECT ${fields.join(",\n             ")}
      FROM read_csv(${text(raw)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"',
                    new_line = '\\n', compression = 'gzip', nullstr = ${text(NULL_MARKER)})
    ) TO ${text(out)} (FORMAT json, COMPRESSION gzip)`;
}

function project(column: string, rule: ColumnMask): string {
  const cell = `nullif(${name(column)}, '')`;
  if (rule === "json") return `CAST(${cell} AS JSON)`;
  if (typeof rule !== "object") return cell;
  const shape = structure(rule);
  return `json_transform(${cell}, ${text(JSON.stringify(column.startsWith("array_") ? [shape] : shape))})`;
}

function unlessDelete(expression: string): string {
  return `CASE WHEN ${name(OP_COLUMN)} <> 'D' THEN ${expression} END`;
}

/** `{"label": "JSON"}`: a key that is kept whole keeps its type. */
function structure(mask: NestedMask): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(mask).map(([key, rule]) => [key, typeof rule === "object" ? structure(rule) : "JSON"]),
  );
}

function name(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
