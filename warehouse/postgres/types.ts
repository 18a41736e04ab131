import type { Scalar } from "../../contracts/field.ts";

/**
 * As PostgreSQL itself writes them (`format_type`), so that they can be compared with a table that is there.
 * https://www.postgresql.org/docs/current/datatype.html
 */
const TYPES: Readonly<Record<string, string>> = {
  text: "text",
  integer: "bigint",
  number: "double precision",
  boolean: "boolean",
  date: "date",
  // UTC, as the export writes it. PostgreSQL keeps microseconds.
  timestamp: "timestamp without time zone",
};

/** The type of a column that the contract lists. */
export function typeOf(type: Scalar): string {
  return TYPES[type] ?? type.replace(/^decimal/, "numeric");
}
