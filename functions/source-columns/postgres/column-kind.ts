import type { ColumnKind, SeenColumn } from "../../shared/source/seen-table.ts";

const KINDS: Readonly<Record<string, ColumnKind>> = {
  int2: { integer: 5 },
  int4: { integer: 10 },
  int8: { integer: 19 },
  float4: "float",
  float8: "float",
  bool: "boolean",
  date: "date",
  timestamp: "timestamp",
  timestamptz: "timestamp",
  bpchar: "text",
  varchar: "text",
  text: "text",
  json: "text",
  jsonb: "text",
  bytea: "binary",
};

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html#CHAP_Source-PostgreSQL-DataTypes */
const LOBS = ["text", "json", "jsonb", "xml", "bytea", "hstore", "tsvector"];

/** As DMS reads a numeric without digits. */
const NUMERIC = { precision: 28, scale: 6 };

const NO_MODIFIER = -1;

/**
 * What a column of PostgreSQL holds.
 * @param type `numeric`; of a domain, the type below it
 * @param category `E` is an enumeration, `A` an array: https://www.postgresql.org/docs/current/catalog-pg-type.html
 * @param modifier its length or its digits, as the catalog has them
 */
export function kindOfColumn(type: string, category: string, modifier: number): Pick<SeenColumn, "kind" | "isLob"> {
  // DMS reads a varchar without a length, and an array, as a large object.
  const isLob = LOBS.includes(type) || (type === "varchar" && modifier === NO_MODIFIER) || category === "A";
  return { kind: kindOf(type, category, modifier), isLob };
}

function kindOf(type: string, category: string, modifier: number): ColumnKind {
  if (type === "numeric") return modifier === NO_MODIFIER ? NUMERIC : digitsOf(modifier);
  if (category === "E") return "text";
  return KINDS[type] ?? "other";
}

/** Four bytes are added; the precision is in the upper half, the scale in eleven bits with a sign. */
function digitsOf(modifier: number) {
  const scale = (modifier - 4) & 0x7ff;
  return { precision: ((modifier - 4) >> 16) & 0xffff, scale: (scale ^ 1024) - 1024 };
}
