import type { Query, Row } from "../query.ts";
import type { SeenColumn, SeenTable } from "../seen-table.ts";
import { tablesOf } from "../tables-of.ts";
import { kindOfColumn } from "./column-kind.ts";

/** The columns on which the login has any right. */
const COLUMNS = `
  select table_name as t, column_name as c, data_type as type, column_type as shown,
    numeric_precision as digits, numeric_scale as scale
  from information_schema.columns
  where table_schema = ? and table_name in (?)
  order by table_name, ordinal_position`;

const KEYS = `
  select table_name as t, column_name as c
  from information_schema.statistics
  where table_schema = ? and table_name in (?) and index_name = 'PRIMARY'
  order by table_name, seq_in_index`;

/** The tables of a schema, those of these names. */
export async function readTables(
  query: Query,
  schema: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, SeenTable>> {
  const columns = await query(COLUMNS, [schema, names]);
  const keys = await query(KEYS, [schema, names]);
  // Servers may compare names without their case; DMS's rules do not.
  const own = columns.filter(({ t }) => names.includes(String(t)));
  return tablesOf(own, keys, columnOf);
}

function columnOf({ type, shown, digits, scale }: Row): SeenColumn {
  return {
    type: String(shown),
    ...kindOfColumn(String(type).toLowerCase(), String(shown), Number(digits), Number(scale)),
  };
}
