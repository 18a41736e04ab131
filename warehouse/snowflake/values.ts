import { pathIn } from "./sql-text.ts";
import { maskType, precisionOf, scaleOf, sqlType } from "./types.ts";
import type { ViewColumn } from "./views.ts";

/** A value as text, before it gets its type, under the name of its column. */
export interface RawValue {
  readonly column: ViewColumn;
  /** Gives the text; of a `"json"` column, the value itself. */
  readonly text: string;
  /** Whether a time says itself that it is in milliseconds: `{"$date": 1744675200000}`. Absent if it can't. */
  readonly isMilliseconds?: string;
}

/** MongoDB's Extended JSON, in which an array or an object has what is not JSON. https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/ */
const NUMBERS = ["$numberDecimal", "$numberLong", "$numberInt", "$numberDouble"];

/**
 * Reads a column of a view. The cells of DMS's columns are text; inside a cell a value may be text, a JSON value or Extended JSON.
 * @param root the row's document, or an element of an array
 */
export function rawValue(root: string, column: ViewColumn, isInCell: boolean): RawValue {
  const value = pathIn(root, column.path);
  if (column.type === "json") return { column, text: value };
  // Landing may have rows from when the contract listed the object's fields: their text would show all of them, unmasked.
  const single = `IFF(${isWhole(value)}, NULL, ${value}::VARCHAR)`;
  if (!isInCell) return { column, text: single };
  if (isTime(column)) {
    const inner = (path: string[]) => `${pathIn(root, [...column.path, "$date", ...path])}::VARCHAR`;
    return {
      column,
      text: coalesce([inner(["$numberLong"]), inner([]), single]),
      isMilliseconds: `${pathIn(root, [...column.path, "$date"])} IS NOT NULL`,
    };
  }
  if (column.type === "boolean") return { column, text: single };
  const wrappers = column.type === "text" ? ["$oid", ...NUMBERS] : NUMBERS;
  const unwrapped = wrappers.map((wrapper) => `${pathIn(root, [...column.path, wrapper])}::VARCHAR`);
  return { column, text: coalesce([...unwrapped, single]) };
}

/** Whether a value is an object or an array. */
export function isWhole(value: string): string {
  return `IS_OBJECT(${value}) OR IS_ARRAY(${value})`;
}

/** The columns of the inner query that a value needs. */
export function rawColumns({ column, text, isMilliseconds }: RawValue): string[] {
  const value = `${text} AS ${column.name}`;
  if (!isTime(column)) return [value];
  const { number, milliseconds } = timeColumns(column);
  return [
    value,
    `TRY_CAST(${text} AS NUMBER(38,3)) AS ${number}`,
    ...(isMilliseconds === undefined ? [] : [`${isMilliseconds} AS ${milliseconds}`]),
  ];
}

/** The value with its type, from the inner query's columns. A text that is not of the type gives NULL. */
export function typedValue(raw: RawValue, maskScale: number): string {
  const { name, type } = raw.column;
  const sql = sqlTypeOf(raw.column, maskScale);
  if (type === "text" || type === "json") return name;
  if (type === "integer")
    // Snowflake would round a fraction.
    return `IFF(TRY_CAST(${name} AS DOUBLE) = ROUND(TRY_CAST(${name} AS DOUBLE)), TRY_CAST(${name} AS ${sql}), NULL)`;
  if (type === "timestamp") return timeOf(raw);
  if (type === "date") return `${timeOf(raw)}::DATE`;
  return `TRY_CAST(${name} AS ${sql})`;
}

/**
 * The type of a column. A number under a mask leaves room for the digits after the point that the mask's type has: otherwise a large number
 * would make the whole query fail for those who may see it. https://docs.snowflake.com/en/user-guide/security-column-ddm-use
 * @param maskScale digits after the point of the masks' number type
 */
export function sqlTypeOf({ type, personal }: ViewColumn, maskScale: number): string {
  if (personal === undefined || type === "json" || maskType(type) !== "number") return sqlType(type);
  const scale = scaleOf(type);
  return `NUMBER(${Math.min(precisionOf(type), 38 - maskScale + scale)},${scale})`;
}

export function isTime({ type }: ViewColumn): boolean {
  return type === "date" || type === "timestamp";
}

/** Conditions on the inner query's columns: whether a time is written as a number, and whether that is in milliseconds. */
export function timeForms({ column, isMilliseconds }: RawValue): { isNumber: string; inMilliseconds: string } {
  const { number, milliseconds } = timeColumns(column);
  const isLarge = `ABS(${number}) >= ${FIRST_MILLISECONDS}`;
  return {
    isNumber: `${number} IS NOT NULL`,
    inMilliseconds: isMilliseconds === undefined ? isLarge : `(${milliseconds} OR ${isLarge})`,
  };
}

/** Less, in seconds, is before 1973-03-03 and may be a date written as digits: 20240131. */
const FIRST_SECONDS = 100_000_000;

/**
 * In seconds 2100-01-01, in milliseconds 1970-02-17: a birthday of the seventies is likelier than a day after 2100. Earlier days of 1970, in
 * milliseconds, are read as seconds.
 */
const FIRST_MILLISECONDS = 4_102_444_800;

/** The first millisecond of the year 1, and the first after the year 9999: programs that read other times fail. */
const BEGIN = -62_135_596_800_000;
const END = 253_402_300_800_000;

/**
 * A time as UTC: text, with an offset or without one, or a number of seconds or milliseconds since 1970. Text without an offset is UTC.
 * Plain numbers are not left to Snowflake, which reads any number as a time. https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
 */
function timeOf(raw: RawValue): string {
  const { name } = raw.column;
  const { number } = timeColumns(raw.column);
  const { isNumber, inMilliseconds } = timeForms(raw);
  return `CASE
    WHEN ${isNumber} THEN TO_TIMESTAMP_NTZ((CASE
      WHEN ${number} < ${BEGIN} OR ${number} >= ${END} THEN NULL
      WHEN ${inMilliseconds} THEN ${number}
      WHEN ABS(${number}) >= ${FIRST_SECONDS} THEN ${number} * 1000
    END)::NUMBER(38,0), 3)
    WHEN REGEXP_LIKE(${name}, '.*(Z|[+-][0-9]{2}:?[0-9]{2})') THEN CONVERT_TIMEZONE('UTC', TRY_CAST(${name} AS TIMESTAMP_TZ))::TIMESTAMP_NTZ
    ELSE TRY_CAST(${name} AS TIMESTAMP_NTZ)
  END`;
}

/** Names that no contract can have. */
function timeColumns({ name }: ViewColumn): { number: string; milliseconds: string } {
  return { number: `"${name} as a number"`, milliseconds: `"${name} is in milliseconds"` };
}

function coalesce(values: readonly string[]): string {
  return `COALESCE(${values.join(", ")})`;
}
