import type { Scalar } from "../../contracts/field.ts";

/** Types of columns that clearwell makes. https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html */
export type RedshiftType =
  | "BIGINT"
  | "BOOLEAN"
  | "DATE"
  | `DECIMAL(${number},${number})`
  | "DOUBLE PRECISION"
  | "SUPER"
  | "TIMESTAMP"
  | typeof TEXT;

/** The longest text of Redshift, in bytes. https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html */
export const MAX_TEXT_BYTES = 65_535;

/** Of the longest length from the start, because a column of another type or length would have to be made anew. */
export const TEXT = "VARCHAR(65535)";

const DECLARED: Readonly<Record<string, RedshiftType>> = {
  text: TEXT,
  integer: "BIGINT",
  number: "DOUBLE PRECISION",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

/** The type of a column that the contract declares. */
export function declaredType(type: Scalar): RedshiftType {
  return DECLARED[type] ?? (type.toUpperCase() as RedshiftType);
}

/** The type in the staging table, into which COPY writes: SUPER arrives as JSON text. */
export function stagedType(type: RedshiftType): RedshiftType {
  return type === "SUPER" ? TEXT : type;
}

/** Digits before and after the point; undefined if the type is not a decimal. */
export function decimalDigits(type: RedshiftType): { readonly before: number; readonly after: number } | undefined {
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  return precision === undefined ? undefined : { before: Number(precision) - Number(scale), after: Number(scale) };
}
