import { shownName } from "../../shared/shown-name.ts";
import type { Query, Row } from "../../shared/source/query.ts";
import { type Finding, finding } from "../finding.ts";

/** Every other rule changes rows of the table that has the foreign key. */
const CHANGES_NOTHING = ["RESTRICT", "NO ACTION"];

const FOREIGN_KEYS = `
  select table_name as t, constraint_name as name, delete_rule as on_delete, update_rule as on_update
  from information_schema.referential_constraints
  where constraint_schema = ? and table_name in (?) and (delete_rule not in (?) or update_rule not in (?))
  order by table_name, constraint_name`;

/**
 * The foreign keys of these tables by which InnoDB changes their rows itself: the binary log has the change of the other table alone.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-and-mysql-replication.html
 */
export async function checkForeignKeys(
  query: Query,
  database: string,
  schema: string,
  names: readonly string[],
): Promise<readonly Finding[]> {
  const rows = await query(FOREIGN_KEYS, [schema, names, CHANGES_NOTHING, CHANGES_NOTHING]);
  // Servers may compare names without their case; DMS's rules do not.
  return rows
    .filter(({ t }) => names.includes(String(t)))
    .map((row) => finding("FOREIGN_KEY_ACTION", `${database}/${String(row.t)}`, problemOf(row)));
}

function problemOf({ name, on_delete: onDelete, on_update: onUpdate }: Row): string {
  const actions = [
    ["ON DELETE", String(onDelete)],
    ["ON UPDATE", String(onUpdate)],
  ].filter(([, action]) => !CHANGES_NOTHING.includes(String(action)));
  return `its foreign key ${shownName(String(name))} has ${actions.map((each) => each.join(" ")).join(" and ")}`;
}
