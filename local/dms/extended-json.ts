import { type Bson, Decimal, type Document, ObjectId } from "./bson.ts";

/** An array as DMS writes it into its cell: MongoDB's Extended JSON, with libbson's spaces. */
export function toExtendedJson(value: Bson): string {
  if (value instanceof ObjectId) return `{ "$oid" : "${value.hex}" }`;
  if (value instanceof Date) return `{ "$date" : ${value.getTime()} }`;
  if (value instanceof Decimal) return `{ "$numberDecimal" : "${value.text}" }`;
  if (Array.isArray(value)) return value.length === 0 ? "[  ]" : `[ ${value.map(toExtendedJson).join(", ")} ]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value as Document).map(
    ([field, inner]) => `${JSON.stringify(field)} : ${toExtendedJson(inner)}`,
  );
  return fields.length === 0 ? "{  }" : `{ ${fields.join(", ")} }`;
}
