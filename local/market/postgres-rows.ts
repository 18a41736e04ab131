import type pg from "pg";
import type { ExportedTable } from "../../contracts/exported-tables-of.ts";

/** Every row of a published table, all values as PostgreSQL writes them, in order. */
export async function postgresRows(
  client: pg.Client,
  database: string,
  name: string,
  { columns }: ExportedTable,
): Promise<readonly (readonly (string | null)[])[]> {
  const texts = Object.entries(columns).map(([column, type]) =>
    type === "timestamp" ? `to_char("${column}", 'YYYY-MM-DD HH24:MI:SS.US')` : `"${column}"::text`,
  );
  const order = texts.map((text) => `${text} COLLATE "C" NULLS LAST`).join(", ");
  const { rows } = await client.query<(string | null)[]>({
    text: `SELECT ${texts.join(", ")} FROM "${database}"."${name}" ORDER BY ${order}`,
    rowMode: "array",
  });
  return rows;
}
