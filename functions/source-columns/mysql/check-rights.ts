import type { Query } from "../../shared/source/query.ts";
import { type Finding, finding } from "../finding.ts";

/**
 * A right on the whole server, on the database or on a table lets its columns be seen, also those that are added later. The name of a
 * database in a grant is a pattern.
 */
const RIGHTS = `
  select null as t from information_schema.user_privileges where privilege_type in (?)
  union select null from information_schema.schema_privileges
    where privilege_type in (?) and ? like table_schema
  union select table_name from information_schema.table_privileges where privilege_type in (?) and table_schema = ?`;

/** https://dev.mysql.com/doc/refman/8.4/en/information-schema-columns-table.html */
const SHOWS_COLUMNS = ["SELECT", "INSERT", "UPDATE", "REFERENCES"];

/** The tables of which the login might not see a new column, because it has rights on single columns only. */
export async function checkRights(
  query: Query,
  database: string,
  schema: string,
  names: readonly string[],
): Promise<readonly Finding[]> {
  const rows = await query(RIGHTS, [SHOWS_COLUMNS, SHOWS_COLUMNS, schema, SHOWS_COLUMNS, schema]);
  const on = rows.map(({ t }) => t);
  if (on.includes(null)) return [];
  return names
    .filter((name) => !on.includes(name))
    .map((name) => finding("RIGHTS_MISSING", `${database}/${name}`, "the login has no right on the whole table"));
}
