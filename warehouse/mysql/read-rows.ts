import type { Scalar } from "../../contracts/field.ts";
import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { listOf, literal, quoted } from "./sql-text.ts";

/** Where a table is, and what of it is listed. */
export interface ReadTable {
  readonly database: string;
  readonly name: string;
  readonly table: ListedWatermarkTable;
}

/** Times of change, as the column has them: from the first on, and before the last. */
export interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The place of a row in the order in which rows are read: its time of change and its key, as text. */
export type Place = readonly string[];

/** Rows in the order of their index, which starts behind a place instead of counting to it, so that the last page is as fast as the first. */
export function readPage(
  { database, name, table }: ReadTable,
  { from, to }: Range,
  after: Place | undefined,
  limit: number,
): string {
  const order = orderOf(table);
  const updatedAt = quoted(table.updatedAt);
  const conditions = [
    ...(after === undefined ? [] : [behind(table, order, after)]),
    ...(from === undefined || after !== undefined ? [] : [`${updatedAt} >= ${literal(from)}`]),
    ...(to === undefined ? [] : [`${updatedAt} < ${literal(to)}`]),
  ];
  return [
    `select ${listOf(Object.keys(table.columns))} from ${quoted(database, name)}`,
    ...(conditions.length === 0 ? [] : [`where ${conditions.join(" and ")}`]),
    `order by ${listOf(order)} limit ${limit}`,
  ].join(" ");
}

/** How many rows there are in a range. */
export function countRows({ database, name, table }: ReadTable, { from, to }: Range): string {
  const updatedAt = quoted(table.updatedAt);
  return [
    `select count(*) as n from ${quoted(database, name)} where true`,
    ...(from === undefined ? [] : [`${updatedAt} >= ${literal(from)}`]),
    ...(to === undefined ? [] : [`${updatedAt} < ${literal(to)}`]),
  ].join(" and ");
}

/** The columns that order rows: the time of change, then the key. */
export function orderOf({ updatedAt, key }: Pick<ListedWatermarkTable, "updatedAt" | "key">): readonly string[] {
  return [updatedAt, ...key.filter((name) => name !== updatedAt)];
}

/** `a > x or (a = x and b > y)`: MySQL reads a range of the index for it, and not for `(a, b) > (x, y)`. */
function behind({ columns }: ListedWatermarkTable, order: readonly string[], after: Place): string {
  const [condition = "false"] = order.reduceRight<string[]>((inner, column, index) => {
    const [name, value] = [quoted(column), written(columns[column], after[index] ?? "")];
    return [inner.length === 0 ? `${name} > ${value}` : `(${name} > ${value} or (${name} = ${value} and ${inner[0]}))`];
  }, []);
  return condition;
}

/** A number without quotes, because MySQL compares a DECIMAL with a text as floating-point numbers. */
function written(type: Scalar | undefined, text: string): string {
  return type !== undefined && /^(integer|decimal)/.test(type) && /^-?\d+(\.\d+)?$/.test(text) ? text : literal(text);
}
