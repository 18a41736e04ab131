import type { Connection } from "mysql2/promise";
import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { literal, quoted, runDuck } from "../lake/duck.ts";

/** Values as text, in the order of the columns. */
export type TextRow = readonly (string | null)[];

/** The newest version of each row, from the files of a table: repeats and their order do not matter. */
export async function newestRows(files: string, { key, updatedAt, columns }: ListedWatermarkTable): Promise<TextRow[]> {
  const names = Object.keys(columns);
  const types = [
    ...names.map((name) => [name, typeOf(columns[name] ?? "")]),
    ["_extracted_at", "VARCHAR"],
    ["_control", "JSON"],
  ];
  const rows = await runDuck(`
    SELECT ${names.map((name) => `${quoted(name)}::VARCHAR AS ${quoted(name)}`).join(", ")}
    FROM read_json(${literal(files)}, format = 'newline_delimited', columns = {${types
      .map(([name, type]) => `${literal(name ?? "")}: ${literal(type ?? "")}`)
      .join(", ")}})
    WHERE _control IS NULL
    QUALIFY row_number() OVER (
      PARTITION BY ${key.map(quoted).join(", ")} ORDER BY ${quoted(updatedAt)} DESC, _extracted_at DESC) = 1`);
  return inOrder(rows.map((row) => names.map((name) => (row[name] === null ? null : String(row[name])))));
}

/** The rows of the source. */
export async function sourceRows(
  connection: Connection,
  table: string,
  listed: ListedWatermarkTable,
): Promise<TextRow[]> {
  await connection.query("set session time_zone = '+00:00'");
  const [rows] = await connection.query({
    sql: "select ?? from ??",
    values: [Object.keys(listed.columns), table],
    rowsAsArray: true,
    typeCast: (field) => field.string("utf8"),
  });
  return inOrder(rows as unknown as TextRow[]);
}

/** Times as they were written; what is a number there has its digits. */
function typeOf(type: string): string {
  if (type.startsWith("decimal")) return type.toUpperCase();
  return { integer: "BIGINT", boolean: "BIGINT", number: "DOUBLE" }[type] ?? "VARCHAR";
}

function inOrder(rows: readonly TextRow[]): TextRow[] {
  return rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}
