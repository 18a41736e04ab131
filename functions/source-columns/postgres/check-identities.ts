import type { Query } from "../../shared/source/query.ts";
import { type Finding, finding } from "../finding.ts";

const IDENTITIES = `
  select t.relname as t
  from pg_catalog.pg_class t join pg_catalog.pg_namespace n on n.oid = t.relnamespace
  where n.nspname = $1 and t.relname = any($2) and t.relreplident = 'n'
  order by t.relname`;

/**
 * The tables whose updates and deletes are not in the log. One without a primary key is found with the keys.
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY
 */
export async function checkIdentities(
  query: Query,
  database: string,
  schema: string,
  names: readonly string[],
): Promise<readonly Finding[]> {
  const rows = await query(IDENTITIES, [schema, names]);
  return rows.map(({ t }) =>
    finding("REPLICA_IDENTITY", `${database}/${String(t)}`, "its replica identity is nothing"),
  );
}
