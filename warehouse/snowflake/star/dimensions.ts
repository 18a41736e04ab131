import { inGovernance } from "../names.ts";
import type { Made } from "../sql-file.ts";
import { list, literal } from "../sql-text.ts";
import type { Target } from "../target.ts";
import type { ViewColumn } from "../views.ts";
import { createStream, keepForStreams, madeStream, type TableStream } from "./landing.ts";
import { inputStream, inStar, rebuildStream, stagingOf, typedOf } from "./names.ts";
import { type DimensionTable, keyColumn, typeOf } from "./shape.ts";
import { addColumn, madeColumn } from "./staging.ts";
import { bringUpToDate, indent, keyIn, newestOf, select, UNKNOWN } from "./statements.ts";

/** The name of a dimension's table. */
export function dimensionIn(target: Target, { source, table }: DimensionTable): string {
  return inStar(target, source.database, table);
}

/** The records of which the dimension does not know yet. */
function inputOf(target: Target, { source, table }: DimensionTable): TableStream {
  const name = inputStream(target, source, table);
  return { name, table: stagingOf(target, source), of: "inserts" };
}

/** Columns that a version of type 2 has. `_from` is the time from which facts have it: the first version also has those from before it. */
const VERSION = [
  ["valid_from", "TIMESTAMP_NTZ"],
  ["valid_to", "TIMESTAMP_NTZ"],
  ["is_current", "BOOLEAN"],
  ["_from", "TIMESTAMP_NTZ"],
] as const;

/** The table with its unknown member, and the stream of what is new for it. */
export function createDimension(target: Target, dimension: DimensionTable): string[] {
  const table = dimensionIn(target, dimension);
  const key = keyColumn(dimension);
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (\n  ${list([`${key} VARCHAR`, "_key VARCHAR"])}\n)`,
    ...storedColumns(target, dimension).map(({ name, type }) => addColumn(table, name, type)),
    keepForStreams(table),
    `INSERT INTO ${table} (${key}) SELECT ${UNKNOWN} WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE ${key} = ${UNKNOWN})`,
    ...(dimension.type === 2
      ? [`UPDATE ${table} SET is_current = TRUE WHERE ${key} = ${UNKNOWN} AND is_current IS NULL`]
      : []),
    createStream(inputOf(target, dimension)),
  ];
}

/** The table holds nothing that staging does not, so it goes if it is no longer declared. */
export function madeDimension(target: Target, dimension: DimensionTable): Made[] {
  const table = dimensionIn(target, dimension);
  return [
    { kind: "table", name: table, undo: [`DROP TABLE IF EXISTS ${table}`] },
    ...storedColumns(target, dimension).map(({ name, type }) => madeColumn(table, name, type)),
    madeStream(inputOf(target, dimension)),
  ];
}

function storedColumns(target: Target, dimension: DimensionTable): { readonly name: string; readonly type: string }[] {
  return [
    ...(dimension.type === 2 ? VERSION.map(([name, type]) => ({ name, type })) : []),
    ...dimension.columns.map((column) => ({ name: column.name, type: typeOf(target, column) })),
  ];
}

/** The streams whose rows the statements of `fill` read. */
export function streamsOfFill(target: Target, dimension: DimensionTable): string[] {
  return [inputOf(target, dimension).name, rebuildStream(target, dimension.source.database, "fill")];
}

/**
 * Brings the members with new records up to date, each from all of its records: neither their order nor a repeat matters. What is no longer
 * a member goes: a version that a late record has joined to another one, a key of another secret, the versions of a dimension that was of type 2.
 */
export function fill(target: Target, dimension: DimensionTable): string[] {
  const into = dimensionIn(target, dimension);
  const key = keyColumn(dimension);
  const names = dimension.columns.map(({ name }) => name);
  const version = dimension.type === 2 ? VERSION.map(([name]) => name) : [];
  const rows = dimension.type === 2 ? versions(target, dimension) : newestRows(target, dimension);
  return [
    [
      `DELETE FROM ${into} WHERE ${keyIn(changedKeys(target, dimension))}`,
      `AND ${key} NOT IN (SELECT ${key} FROM (\n${indent(rows)}\n))`,
    ].join("\n"),
    bringUpToDate({ into, on: [key], columns: ["_key", ...version, ...names], rows }),
  ];
}

/** The natural keys with records that are new to the dimension; all, and those that it has, if somebody has asked for that. */
function changedKeys(target: Target, dimension: DimensionTable): string {
  const { database } = dimension.source;
  return [
    `SELECT _key FROM ${inputOf(target, dimension).name}`,
    ...[stagingOf(target, dimension.source), dimensionIn(target, dimension)].map(
      (table) =>
        `UNION SELECT _key FROM ${table} WHERE EXISTS (SELECT 1 FROM ${rebuildStream(target, database, "fill")})`,
    ),
  ].join("\n");
}

function newestRows(target: Target, dimension: DimensionTable): string {
  const key = memberKey(target, dimension, "_key");
  return [
    select([`${key} AS ${keyColumn(dimension)}`, "_key", ...dimension.columns.map(({ name }) => name)]),
    `FROM ${typedOf(target, dimension.source)}`,
    `WHERE ${keyIn(changedKeys(target, dimension))}`,
    newestOf("_key"),
  ].join("\n");
}

/** A version begins where a listed value changes. What was read again at the same time of change is the same version. */
function versions(target: Target, dimension: DimensionTable): string {
  const names = dimension.columns.map(({ name }) => name);
  const before = (column: string) => `LAG(${column}) OVER (PARTITION BY _key ORDER BY _changed_at)`;
  const inOrder = "OVER (PARTITION BY _key ORDER BY valid_from)";
  const text = "_key || ' ' || TO_CHAR(valid_from, 'YYYY-MM-DD HH24:MI:SS.FF6')";
  return [
    select([
      `${memberKey(target, dimension, text)} AS ${keyColumn(dimension)}`,
      "_key",
      "valid_from",
      `LEAD(valid_from) ${inOrder} AS valid_to`,
      `LEAD(valid_from) ${inOrder} IS NULL AS is_current`,
      `IFF(LAG(valid_from) ${inOrder} IS NULL, '0001-01-01'::TIMESTAMP_NTZ, valid_from) AS _from`,
      ...names,
    ]),
    "FROM (",
    indent(
      [
        select(["_key", "_changed_at AS valid_from", ...names]),
        "FROM (",
        indent(
          [
            `SELECT * FROM ${typedOf(target, dimension.source)}`,
            `WHERE ${keyIn(changedKeys(target, dimension))}`,
            newestOf("_key, _changed_at"),
          ].join("\n"),
        ),
        ")",
        `QUALIFY ${before("_changed_at")} IS NULL`,
        ...names.map((name) => `  OR ${name} IS DISTINCT FROM ${before(name)}`),
      ].join("\n"),
    ),
    ")",
  ].join("\n");
}

/** A hash of the natural key, so that no order of loading changes it. */
function memberKey(target: Target, { name, key }: DimensionTable, text: string): string {
  return hashOf(target, [key], name, text);
}

/** Of a personal value, with the secret of identifiers: otherwise it could be found by trying all numbers. */
export function hashOf(target: Target, key: readonly ViewColumn[], name: string, text: string): string {
  if (key.every(({ personal }) => personal === undefined)) return `SHA2(${text}, 256)`;
  return `${inGovernance(target, "pseudonym")}(${literal(`star ${name}`)}, ${text})`;
}
