import type { ListedWatermarkTable } from "../../../contracts/watermark-tables-of.ts";
import { orderOf } from "../../../warehouse/mysql/read-rows.ts";
import { shownName } from "../../shared/shown-name.ts";
import { fits } from "../../shared/source/fits.ts";
import type { SeenTable } from "../../shared/source/seen-table.ts";
import { type CheckFinding, finding } from "./check-report.ts";
import type { Storage } from "./storage.ts";

/** What the user sees of a table. */
interface Seen {
  readonly table: SeenTable | undefined;
  readonly storage: Storage | undefined;
  /** Its columns that are granted, also those that are gone. */
  readonly granted: ReadonlySet<string>;
}

/** Compares a table with its contract. @param where `video/customers` */
export function checkTable(where: string, listed: ListedWatermarkTable, seen: Seen): readonly CheckFinding[] {
  const { table, storage, granted } = seen;
  if (table === undefined || storage === undefined)
    return [finding("TABLE_ABSENT", where, "listed, and not in the source or not granted")];
  return [
    ...(storage.engine === "InnoDB"
      ? []
      : [finding("NOT_INNODB", where, `its engine is ${shownName(storage.engine)}`)]),
    ...Object.keys(listed.columns).flatMap((name) => checkColumn(`${where}.${name}`, name, listed, table, granted)),
    ...checkKey(where, listed, table),
    ...checkKeyTypes(where, listed, table),
    ...checkUpdatedAt(where, listed, storage),
  ];
}

function checkColumn(
  where: string,
  name: string,
  { columns }: ListedWatermarkTable,
  { columns: seen }: SeenTable,
  granted: ReadonlySet<string>,
): CheckFinding[] {
  const column = seen.get(name);
  if (!granted.has(name)) return [finding("COLUMN_NOT_GRANTED", where, "listed, and not granted")];
  if (column === undefined) return [finding("COLUMN_ABSENT", where, "listed and granted, and not in the source")];
  const type = columns[name];
  if (type === undefined || fits(type, column.kind)) return [];
  return [finding("TYPE_DIFFERS", where, `listed as ${type}, and the source has ${shownType(column.type)}`)];
}

/** Without the values of an enumeration, which the type of such a column names. */
function shownType(type: string): string {
  return shownName(type.replace(/^(enum|set)\(.*$/is, "$1"));
}

/** In another order they are the same key. */
function checkKey(where: string, { key }: ListedWatermarkTable, seen: SeenTable): CheckFinding[] {
  if (seen.key.length === key.length && key.every((name) => seen.key.includes(name))) return [];
  const has = seen.key.length === 0 ? "shows no primary key" : `has ${seen.key.map(shownName).join(", ")}`;
  return [finding("KEY_DIFFERS", where, `its key is listed as ${key.join(", ")}, and the source ${has}`)];
}

/** MySQL orders an ENUM by its number and compares it as text; floating-point numbers are rounded; a number in quotes becomes one. */
function checkKeyTypes(where: string, { key, columns }: ListedWatermarkTable, seen: SeenTable): CheckFinding[] {
  return key.flatMap((name) => {
    const type = seen.columns.get(name)?.type ?? "";
    const isNumber = /^(tiny|small|medium|big)?int|^decimal/i.test(type);
    const isCompared = /^(enum|set|float|double|bit|year)\b/i.test(type) || (isNumber && columns[name] === "text");
    if (!isCompared) return [];
    return [finding("KEY_TYPE", `${where}.${name}`, `is of type ${shownType(type)}, listed as ${columns[name]}`)];
  });
}

function checkUpdatedAt(table: string, listed: ListedWatermarkTable, storage: Storage): CheckFinding[] {
  const { updatedAt, zone } = listed;
  const where = `${table}.${updatedAt}`;
  const order = orderOf(listed);
  const isIndexed = storage.indexes.some((index) => order.every((name, at) => index[at] === name));
  return [
    ...(storage.nullable.has(updatedAt) ? [finding("UPDATED_AT_NULLABLE", where, "may be null")] : []),
    ...(isIndexed ? [] : [finding("UPDATED_AT_INDEX", where, `has no index on ${order.join(", ")}`)]),
    ...(storage.datetimes.has(updatedAt) === (zone !== undefined)
      ? []
      : [
          finding("UPDATED_AT_ZONE", where, zone === undefined ? "is a DATETIME" : "is not a DATETIME, and has a zone"),
        ]),
  ];
}
