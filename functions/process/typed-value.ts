import { MAX_KEY_BYTES } from "../../warehouse/redshift/schema.ts";
import { decimalDigits, MAX_TEXT_BYTES, type RedshiftType, TEXT } from "../../warehouse/redshift/types.ts";

// DuckDB's expressions over a column of JSON text. DuckDB's own JSON functions read a number as a double, so numbers are cast from their text.

/** The value with its type. Only where `isUnfit` is false; null and a missing value are NULL. */
export function typedValue(json: string, type: RedshiftType): string {
  return `CASE WHEN ${json} <> 'null' THEN ${cast(json, type)} END`;
}

/** Whether there is a value, and it is not exactly one of the type. */
export function isUnfit(json: string, type: RedshiftType): string {
  return `(${json} <> 'null' AND NOT coalesce(${isFit(json, type)}, false))`;
}

/** A key is text already. */
export function keyUnfit(column: string): string {
  return `(${column} IS NULL OR strlen(${column}) > ${MAX_KEY_BYTES} OR contains(${column}, chr(0)))`;
}

function cast(json: string, type: RedshiftType): string {
  switch (type) {
    case TEXT:
      return plainText(json);
    case "SUPER":
      return json;
    case "BIGINT":
      // An integral double may be written with a point.
      return `TRY_CAST(regexp_replace(${json}, '\\.0*$', '') AS BIGINT)`;
    case "BOOLEAN":
      return `TRY_CAST(${json} AS BOOLEAN)`;
    case "TIMESTAMP":
      return time(json);
    case "DATE":
      return `CAST(${time(json)} AS DATE)`;
    case "DOUBLE PRECISION":
      return `TRY_CAST(${json} AS DOUBLE)`;
    default:
      return `TRY_CAST(${json} AS ${type})`;
  }
}

function isFit(json: string, type: RedshiftType): string {
  const decimal = decimalDigits(type);
  if (decimal !== undefined) {
    const { before, after } = decimal;
    const digits = `regexp_full_match(${json}, '-?0*\\d{0,${before}}(\\.\\d{0,${after}}0*)?')`;
    // With an exponent, as JavaScript writes very small and very large numbers.
    const exponent = `(contains(lower(${json}), 'e') AND ${cast(json, type)}::DOUBLE = TRY_CAST(${json} AS DOUBLE))`;
    return `(${isNumber(json)} AND ${cast(json, type)} IS NOT NULL AND (${digits} OR ${exponent}))`;
  }
  switch (type) {
    case TEXT:
      return `(left(${json}, 1) NOT IN ('{', '[') AND NOT ${hasNul(json)} AND strlen(${plainText(json)}) <= ${MAX_TEXT_BYTES})`;
    case "SUPER":
      return `(json_valid(${json}) AND NOT ${hasNul(json)} AND strlen(${json}) <= ${MAX_TEXT_BYTES})`;
    case "BIGINT":
      return `(regexp_full_match(${json}, '-?\\d+(\\.0*)?') AND ${cast(json, type)} IS NOT NULL)`;
    case "BOOLEAN":
      return `${json} IN ('true', 'false')`;
    case "TIMESTAMP":
      return `(${isTime(json)} AND ${time(json)} IS NOT NULL)`;
    case "DATE":
      // BSON has times only. One that is not midnight would lose its hours.
      return `(${isTime(json)} AND ${time(json)} = date_trunc('day', ${time(json)}))`;
    case "DOUBLE PRECISION":
      return `(${isNumber(json)} AND isfinite(TRY_CAST(${json} AS DOUBLE)) AND ${isExactInteger(json)})`;
    default:
      return "false";
  }
}

/** A JSON text without its quotes; the text of any other value. */
function plainText(json: string): string {
  return `(CASE WHEN left(${json}, 1) = '"' THEN ${json} ->> '$' ELSE ${json} END)`;
}

/** `"2026-11-27T10:00:00.000Z"` */
function time(json: string): string {
  return `TRY_CAST(replace(replace(${json}, '"', ''), 'Z', '') AS TIMESTAMP)`;
}

function isTime(json: string): string {
  return `regexp_full_match(${json}, '"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z"')`;
}

/** As JSON writes one: neither a text, nor `NaN`. */
function isNumber(json: string): string {
  return `regexp_full_match(${json}, '-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?')`;
}

/**
 * A whole number that a double does not hold would be rounded; a number with a fraction is the text of a double. A large double may be written by
 * all of its digits, or, as JavaScript does, by as many as tell it from others, and zeros.
 */
function isExactInteger(json: string): string {
  const whole = `TRY_CAST(${json} AS DECIMAL(38, 0))`;
  const double = `TRY_CAST(${json} AS DOUBLE)`;
  const all = `TRY_CAST(${double} AS DECIMAL(38, 0))`;
  const shortest = `TRY_CAST(${double}::VARCHAR AS DECIMAL(38, 0))`;
  return `(NOT regexp_full_match(${json}, '-?\\d+') OR coalesce(${whole} IN (${all}, ${shortest}), false))`;
}

/** `\u0000`, and not an escaped backslash before the letters. */
function hasNul(json: string): string {
  return `regexp_matches(${json}, '(^|[^\\\\])(\\\\\\\\)*\\\\u0000')`;
}
