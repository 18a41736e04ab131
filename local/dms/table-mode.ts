import { type Bson, Decimal, type Document, isDocument, ObjectId } from "./bson.ts";
import { toExtendedJson } from "./extended-json.ts";

/** The text of each cell, by column; `null` if the document has null. */
export type Cells = ReadonlyMap<string, string | null>;

/** DMS's default `LobMaxSize`. To DMS a string or an array is a LOB; a longer one is truncated without an error. */
const LOB_MAX_BYTES = 32 * 1024;

/**
 * A document as DMS flattens it in table mode: nested documents become dotted columns, an ObjectId's column is prefixed
 * `oid_`, an array is one cell of JSON in a column prefixed `array_`.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html
 */
export function toCells(document: Document, above = ""): Cells {
  const cells = new Map<string, string | null>();
  for (const [field, value] of Object.entries(document)) {
    if (isDocument(value)) for (const [column, cell] of toCells(value, `${above}${field}.`)) cells.set(column, cell);
    else cells.set(columnName(above + field, value), cellText(value));
  }
  return cells;
}

function columnName(path: string, value: Bson): string {
  if (value instanceof ObjectId) return `oid_${path}`;
  return Array.isArray(value) ? `array_${path}` : path;
}

function cellText(value: Bson): string | null {
  if (value === null) return null;
  if (value instanceof ObjectId) return value.hex;
  if (value instanceof Decimal) return value.text;
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  return truncate(typeof value === "object" ? toExtendedJson(value) : String(value));
}

function truncate(text: string): string {
  if (text.length * 3 <= LOB_MAX_BYTES) return text;
  const bytes = Buffer.from(text);
  return bytes.length <= LOB_MAX_BYTES ? text : bytes.subarray(0, LOB_MAX_BYTES).toString();
}
