import type { Scalar } from "../../../contracts/field.ts";
import type { ColumnKind } from "./seen-table.ts";

/** Whether every value of a source's column can be read as the contract's type, without a loss. */
export function fits(listed: Scalar, kind: ColumnKind): boolean {
  if (typeof kind === "string") return ACCEPTED[kind].includes(listed);
  const decimal = decimalOf(listed);
  if ("integer" in kind) {
    if (decimal !== undefined) return decimal.before >= kind.integer;
    return (
      listed === "text" ||
      listed === "integer" ||
      listed === "number" ||
      (listed === "boolean" && kind.mayBeBoolean === true)
    );
  }
  const isWhole = kind.scale <= 0 && kind.precision - kind.scale <= INTEGER_DIGITS;
  if (decimal === undefined) return listed === "number" || (listed === "integer" && isWhole);
  return decimal.scale >= kind.scale && decimal.before >= kind.precision - kind.scale;
}

/** Of Snowflake's integers. https://docs.snowflake.com/en/sql-reference/data-types-numeric */
const INTEGER_DIGITS = 38;

/** The types of a contract that can hold a kind. */
const ACCEPTED: Readonly<Record<Extract<ColumnKind, string>, readonly Scalar[]>> = {
  text: ["text"],
  other: ["text"],
  boolean: ["boolean"],
  float: ["number"],
  date: ["date"],
  timestamp: ["timestamp"],
  // No contract has a type for bytes.
  binary: [],
};

/** The digits before and behind the point. */
function decimalOf(listed: Scalar) {
  const [, precision, scale] = /^decimal\((\d+),(\d+)\)$/.exec(listed) ?? [];
  if (precision === undefined) return undefined;
  return { before: Number(precision) - Number(scale), scale: Number(scale) };
}
