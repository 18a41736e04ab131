import type { Query, Row } from "../../shared/source/query.ts";
import type { SeenColumn, SeenTable } from "../../shared/source/seen-table.ts";
import { tablesOf } from "../../shared/source/tables-of.ts";
import { kindOfColumn } from "./column-kind.ts";

/** Ordinary and partitioned tables. `information_schema` would show only columns on which the login has a right. */
const TABLES = "t.relkind in ('r', 'p') and n.nspname = $1 and t.relname = any($2)";

/** The length of a varchar, the digits of a numeric: https://www.postgresql.org/docs/current/catalog-pg-attribute.html */
const COLUMNS = `
  select t.relname as t, a.attname as c, pg_catalog.format_type(a.atttypid, a.atttypmod) as shown,
    coalesce(b.typname, y.typname) as type, coalesce(b.typcategory, y.typcategory) as category,
    case when y.typtype = 'd' then y.typtypmod else a.atttypmod end as modifier
  from pg_catalog.pg_class t
    join pg_catalog.pg_namespace n on n.oid = t.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_type y on y.oid = a.atttypid
    left join pg_catalog.pg_type b on y.typtype = 'd' and b.oid = y.typbasetype
  where ${TABLES}
  order by t.relname, a.attnum`;

const KEYS = `
  select t.relname as t, a.attname as c
  from pg_catalog.pg_class t
    join pg_catalog.pg_namespace n on n.oid = t.relnamespace
    join pg_catalog.pg_index i on i.indrelid = t.oid and i.indisprimary
    join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey)
  where ${TABLES}
  order by t.relname, array_position(i.indkey::int2[], a.attnum)`;

/** The tables of a schema, those of these names. */
export async function readTables(
  query: Query,
  schema: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, SeenTable>> {
  const columns = await query(COLUMNS, [schema, names]);
  const keys = await query(KEYS, [schema, names]);
  return tablesOf(columns, keys, columnOf);
}

function columnOf({ type, category, shown, modifier }: Row): SeenColumn {
  return { type: String(shown), ...kindOfColumn(String(type), String(category), Number(modifier)) };
}
