import type { Row } from "./query.ts";
import type { SeenColumn, SeenTable } from "./seen-table.ts";

/**
 * Tables from the rows of a catalog, in which `t` is the table and `c` the column.
 * @param columns a row for each column, in order
 * @param keys a row for each column of a primary key, in order
 */
export function tablesOf(
  columns: readonly Row[],
  keys: readonly Row[],
  columnOf: (row: Row) => SeenColumn,
): ReadonlyMap<string, SeenTable> {
  const names = new Set(columns.map(({ t }) => String(t)));
  return new Map(
    [...names].map((name) => {
      const of = (rows: readonly Row[]) => rows.filter(({ t }) => t === name);
      return [
        name,
        {
          columns: new Map(of(columns).map((row) => [String(row.c), columnOf(row)])),
          key: of(keys).map(({ c }) => String(c)),
        },
      ];
    }),
  );
}
