import type { ColumnKind, SeenColumn } from "../seen-table.ts";

/** The digits of an integer without a sign, which has no fewer. */
const INTEGERS: Readonly<Record<string, number>> = {
  tinyint: 3,
  smallint: 5,
  mediumint: 8,
  int: 10,
  bigint: 20,
  year: 4,
};

const KINDS: Readonly<Record<string, ColumnKind>> = {
  char: "text",
  varchar: "text",
  tinytext: "text",
  text: "text",
  mediumtext: "text",
  longtext: "text",
  enum: "text",
  set: "text",
  json: "text",
  float: "float",
  double: "float",
  date: "date",
  datetime: "timestamp",
  timestamp: "timestamp",
  time: "other",
  uuid: "other",
  inet4: "other",
  inet6: "other",
};

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html#CHAP_Source.MySQL.DataTypes */
const LOB = /^(tiny|medium|long)?(text|blob)$|^json$|^geo|^(multi)?(point|linestring|polygon)$/;

/**
 * What a column of MySQL or MariaDB holds.
 * @param type `decimal`, in lower case
 * @param shown `decimal(12,2)`
 */
export function kindOfColumn(
  type: string,
  shown: string,
  digits: number,
  scale: number,
): Pick<SeenColumn, "kind" | "isLob"> {
  return { kind: kindOf(type, shown, digits, scale), isLob: LOB.test(type) };
}

function kindOf(type: string, shown: string, digits: number, scale: number): ColumnKind {
  const integer = INTEGERS[type];
  if (integer !== undefined) return type === "tinyint" ? { integer, mayBeBoolean: true } : { integer };
  if (type === "decimal") return { precision: digits, scale };
  if (type === "bit") return /\(1\)/.test(shown) ? "boolean" : "binary";
  return KINDS[type] ?? "binary";
}
