import type { Scalar } from "../../contracts/field.ts";

/** Types by which Snowflake chooses the masking policy of a tag: numbers with a scale have another than floating-point numbers. */
export type MaskType = "text" | "number" | "float" | "boolean" | "date" | "timestamp";

/** https://docs.snowflake.com/en/sql-reference/intro-summary-data-types */
const TYPES: Readonly<Record<string, { readonly sql: string; readonly mask: MaskType }>> = {
  text: { sql: "VARCHAR", mask: "text" },
  integer: { sql: "NUMBER(38,0)", mask: "number" },
  number: { sql: "FLOAT", mask: "float" },
  boolean: { sql: "BOOLEAN", mask: "boolean" },
  date: { sql: "DATE", mask: "date" },
  timestamp: { sql: "TIMESTAMP_NTZ", mask: "timestamp" },
};

/** The contract's type as Snowflake writes it: `NUMBER(12,2)`. */
export function sqlType(type: Scalar | "json"): string {
  if (type === "json") return "VARIANT";
  return TYPES[type]?.sql ?? type.replace("decimal", "NUMBER");
}

export function maskType(type: Scalar): MaskType {
  return TYPES[type]?.mask ?? "number";
}

/** Digits, before and after the point. */
export function precisionOf(type: Scalar): number {
  return Number(/\((\d+),/.exec(type)?.[1] ?? 38);
}

/** Digits after the point. */
export function scaleOf(type: Scalar): number {
  return Number(/,(\d+)\)$/.exec(type)?.[1] ?? 0);
}
