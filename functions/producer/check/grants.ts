import type { Query } from "../../shared/source/query.ts";

/** What the session's user may do, besides logging in and calling procedures. */
export interface Grants {
  /** The columns of each table of the database that it may select. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  /** Everything else, as `SELECT on video.cards` and `FILE`. */
  readonly others: readonly string[];
}

/** A user sees its own grants, and nobody else's. */
const COLUMNS = `
  select table_schema as s, table_name as t, column_name as c, privilege_type as p
  from information_schema.column_privileges`;

const OTHERS = `
  select privilege_type as what from information_schema.user_privileges where privilege_type <> 'USAGE'
  union select concat(privilege_type, ' on ', table_schema, '.*') from information_schema.schema_privileges
  union select concat(privilege_type, ' on ', table_schema, '.', table_name) from information_schema.table_privileges`;

const ROLES = "select distinct role_name as r from information_schema.applicable_roles";

export async function readGrants(query: Query, database: string): Promise<Grants> {
  const columns = await query(COLUMNS);
  const others = await query(OTHERS);
  // MySQL 5.7 has no roles.
  const roles = await query(ROLES).catch(() => []);
  const isOurs = ({ s, p }: Readonly<Record<string, unknown>>) => s === database && p === "SELECT";
  const granted = new Map<string, Set<string>>();
  for (const { t, c } of columns.filter(isOurs)) {
    const of = granted.get(String(t)) ?? new Set();
    granted.set(String(t), of.add(String(c)));
  }
  return {
    columns: granted,
    others: [
      ...others.map(({ what }) => String(what)),
      ...columns
        .filter((each) => !isOurs(each))
        .map(({ s, t, c, p }) => `${String(p)} on ${[s, t, c].map(String).join(".")}`),
      ...roles.map(({ r }) => `the role ${String(r)}`),
    ],
  };
}
