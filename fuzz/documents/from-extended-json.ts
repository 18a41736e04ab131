import { type Bson, Decimal, ObjectId } from "../../local/dms/bson.ts";

/** MongoDB's Extended JSON, canonical or relaxed: https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/ */
export function fromExtendedJson(value: unknown): Bson {
  if (Array.isArray(value)) return value.map(fromExtendedJson);
  if (typeof value !== "object" || value === null) return value as Bson;
  const members = Object.entries(value) as [string, unknown][];
  const [type = "", inner] = members.length === 1 ? (members[0] ?? []) : [];
  const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  return read?.(inner) ?? Object.fromEntries(members.map(([field, each]) => [field, fromExtendedJson(each)]));
}

/** By the name of the wrapper. Undefined if the value is an ordinary document, or has a type that is not needed here. */
const TYPES: Readonly<Record<string, (inner: unknown) => Bson | undefined>> = {
  $oid: (hex) => new ObjectId(String(hex)),
  $numberInt: Number,
  $numberDouble: Number,
  // A Number would lose its last digits.
  $numberLong: (digits) => new Decimal(String(digits)),
  $numberDecimal: (digits) => new Decimal(String(digits)),
  $date: (date) => {
    const isWrapped = typeof date === "object" && date !== null && "$numberLong" in date;
    const at = new Date(isWrapped ? Number(date.$numberLong) : (date as string));
    return Number.isNaN(at.getTime()) ? undefined : at;
  },
};
