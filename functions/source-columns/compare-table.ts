import type { ListedTable } from "../../contracts/listed-tables-of.ts";
import { shownName } from "../shared/shown-name.ts";
import { fits } from "../shared/source/fits.ts";
import type { SeenColumn, SeenTable } from "../shared/source/seen-table.ts";
import { type Finding, finding } from "./finding.ts";

/**
 * Compares a table with its contract. A column that is not listed is no finding: contracts leave columns out on purpose.
 * @param where `practice/clients`
 * @param seen undefined if the source does not have the table, or does not show it
 */
export function compareTable(where: string, listed: ListedTable, seen: SeenTable | undefined): Finding[] {
  if (seen === undefined) return [finding("TABLE_ABSENT", where, "listed, and not in the source")];
  return [
    ...Object.keys(listed.columns).flatMap((name) => compareColumn(where, name, listed, seen)),
    ...compareKey(where, listed, seen),
  ];
}

/** The names of a table's columns that its contract does not list. */
export function unlistedColumns({ columns }: ListedTable, seen: SeenTable | undefined): string[] {
  return [...(seen?.columns.keys() ?? [])].filter((name) => !Object.hasOwn(columns, name)).map(shownName);
}

function compareColumn(table: string, name: string, { columns, lob }: ListedTable, seen: SeenTable): Finding[] {
  const where = `${table}.${name}`;
  const column = seen.columns.get(name);
  const listed = columns[name];
  if (column === undefined || listed === undefined)
    return [finding("COLUMN_ABSENT", where, `listed, and not in the source${otherCase(name, seen)}`)];
  return [
    ...(fits(listed, column.kind)
      ? []
      : [finding("TYPE_DIFFERS", where, `listed as ${listed}, and the source has ${shownType(column)}`)]),
    ...(column.isLob && !lob.includes(name)
      ? [finding("LOB_UNSIZED", where, `${shownType(column)} is a large object, and the contract gives no length`)]
      : []),
  ];
}

/** DMS's rules are case-sensitive. */
function otherCase(name: string, { columns }: SeenTable): string {
  const same = [...columns.keys()].find((each) => each.toLowerCase() === name.toLowerCase());
  return same === undefined ? "" : `, which has ${shownName(same)}`;
}

/** In another order they are the same key. */
function compareKey(where: string, { key }: ListedTable, seen: SeenTable): Finding[] {
  if (seen.key.length === key.length && key.every((name) => seen.key.includes(name))) return [];
  const has = seen.key.length === 0 ? "has no primary key" : `has ${seen.key.map(shownName).join(", ")}`;
  return [finding("KEY_DIFFERS", where, `its key is listed as ${key.join(", ")}, and the source ${has}`)];
}

/** Without the values of an enumeration, which the type of such a column names. */
function shownType({ type }: SeenColumn): string {
  return shownName(type.replace(/^(enum|set)\(.*$/is, "$1"));
}
