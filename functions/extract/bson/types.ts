import type { ProfiledType } from "../../shared/profile.ts";

/** The type bytes of BSON: https://bsonspec.org/spec.html */
export const BSON = {
  double: 0x01,
  string: 0x02,
  object: 0x03,
  array: 0x04,
  binData: 0x05,
  undefined: 0x06,
  objectId: 0x07,
  bool: 0x08,
  date: 0x09,
  null: 0x0a,
  regex: 0x0b,
  dbPointer: 0x0c,
  javascript: 0x0d,
  symbol: 0x0e,
  javascriptWithScope: 0x0f,
  int: 0x10,
  timestamp: 0x11,
  long: 0x12,
  decimal: 0x13,
  maxKey: 0x7f,
  minKey: 0xff,
} as const;

/** The types that a profile counts, by the index under which a node counts them. */
export const PROFILED = [
  "null",
  "undefined",
  "bool",
  "int",
  "long",
  "double",
  "doubleIntegral",
  "decimal",
  "string",
  "objectId",
  "date",
  "binData",
  "object",
  "array",
  "timestamp",
  "regex",
  "dbPointer",
  "javascript",
  "symbol",
  "minKey",
  "maxKey",
  "notFinite",
  "stringWithNul",
  "stringNotUtf8",
  "dateOutOfRange",
] as const satisfies readonly ProfiledType[];

/** The index of a type in `PROFILED`: it is looked up once, not for each value. */
export const SEEN = Object.fromEntries(PROFILED.map((type, index) => [type, index])) as Readonly<
  Record<ProfiledType, number>
>;

/** Where the text of a C string ends: at its zero. */
export function endOfName(bytes: Buffer, at: number): number {
  let end = at;
  while (bytes[end] !== 0) end++;
  return end;
}

/** Bytes of a value. */
export function sizeOf(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case BSON.double:
    case BSON.date:
    case BSON.timestamp:
    case BSON.long:
      return 8;
    case BSON.string:
    case BSON.javascript:
    case BSON.symbol:
      return 4 + bytes.readInt32LE(at);
    case BSON.object:
    case BSON.array:
    case BSON.javascriptWithScope:
      return bytes.readInt32LE(at);
    case BSON.binData:
      return 5 + bytes.readInt32LE(at);
    case BSON.objectId:
      return 12;
    case BSON.bool:
      return 1;
    case BSON.int:
      return 4;
    case BSON.decimal:
      return 16;
    case BSON.regex:
      return endOfName(bytes, endOfName(bytes, at) + 1) + 1 - at;
    case BSON.dbPointer:
      return 4 + bytes.readInt32LE(at) + 12;
    default:
      return 0;
  }
}
