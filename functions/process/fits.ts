import { decimalDigits, MAX_TEXT_BYTES, type RedshiftType, TEXT } from "../../warehouse/redshift/types.ts";
import type { PathProfile, ProfiledType } from "../shared/profile.ts";

/** Digits that a double keeps, whatever they are. */
const DOUBLE_DIGITS = 15;

/** Digits that a BIGINT always holds. */
const BIGINT_DIGITS = 18;

const NUMBERS: readonly string[] = ["int", "long", "doubleIntegral", "double", "decimal"];

/** BSON types that are written as one value, so that their text is all there is to them. */
const TEXTS: readonly string[] = [...NUMBERS, "string", "objectId", "binData", "bool", "date"];

/** What is counted of a path's values, beside their types. */
export type Measures = Pick<PathProfile, "maxBytes" | "digitsBefore" | "digitsAfter" | "longDigits">;

/** Values that no warehouse has. */
const IMPOSSIBLE: readonly string[] = [
  "notFinite",
  "stringWithNul",
  "stringNotUtf8",
  "dateOutOfRange",
] satisfies readonly ProfiledType[];

export function isImpossible(bson: string): boolean {
  return IMPOSSIBLE.includes(bson);
}

/** Whether all values of a BSON type can be a column's without a loss. Digits that nobody has counted don't fit; where no 64-bit integer is, none is counted. */
export function fits(type: RedshiftType, bson: string, seen: Measures): boolean {
  const { digitsBefore: before = Number.POSITIVE_INFINITY, digitsAfter: after = Number.POSITIVE_INFINITY } = seen;
  const decimal = decimalDigits(type);
  if (decimal !== undefined) return NUMBERS.includes(bson) && before <= decimal.before && after <= decimal.after;
  switch (type) {
    case "BIGINT":
      if (bson === "int" || bson === "long") return true;
      return NUMBERS.includes(bson) && after === 0 && before <= BIGINT_DIGITS;
    case "DOUBLE PRECISION":
      if (["int", "doubleIntegral", "double"].includes(bson)) return true;
      if (bson === "long") return (seen.longDigits ?? 0) <= DOUBLE_DIGITS;
      return NUMBERS.includes(bson) && before + after <= DOUBLE_DIGITS;
    case "BOOLEAN":
      return bson === "bool";
    case "DATE":
    case "TIMESTAMP":
      return bson === "date";
    case TEXT:
      return TEXTS.includes(bson) && isShort(seen);
    default:
      return !isImpossible(bson);
  }
}

/** Whether the longest text can be a column's. */
export function isShort({ maxBytes = 0 }: Measures): boolean {
  return maxBytes <= MAX_TEXT_BYTES;
}

/** Digits after the point of a decimal that nobody declared, if its digits leave room for them. */
const SCALE = 10;

/**
 * The narrowest type for values of which the contract declares none; undefined if there is none, or if two kinds of values meet. Text is
 * only for texts: a field that is sometimes a number and sometimes a text is somebody's to decide.
 */
export function typeOfSeen(seen: PathProfile): RedshiftType | undefined {
  const types = typesIn(seen);
  if (types.length === 0) return undefined;
  const scale = Math.max(seen.digitsAfter ?? 0, Math.min(SCALE, 38 - (seen.digitsBefore ?? 0)));
  const natural: readonly (readonly [RedshiftType, readonly string[]])[] = [
    ["BOOLEAN", ["bool"]],
    ["TIMESTAMP", ["date"]],
    ["BIGINT", ["int", "long", "doubleIntegral"]],
    ["DOUBLE PRECISION", ["int", "long", "doubleIntegral", "double"]],
    [`DECIMAL(38,${Math.min(scale, 37)})`, ["int", "long", "doubleIntegral", "decimal"]],
    [TEXT, ["string", "objectId", "binData"]],
  ];
  return natural.find(([type, of]) => types.every((bson) => of.includes(bson) && fits(type, bson, seen)))?.[0];
}

/** The BSON types that were seen. A missing field and null are of any type. */
export function typesIn({ types }: Pick<PathProfile, "types">): string[] {
  return Object.keys(types)
    .filter((type) => type !== "null" && type !== "undefined")
    .sort();
}
