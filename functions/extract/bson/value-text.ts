import { decimalText, digitsOf, doubleText, longText } from "./number-text.ts";
import type { ProfileNode } from "./profile-node.ts";
import { faultOf, isPlainAscii, stringText } from "./string-text.ts";
import { BSON, endOfName, SEEN } from "./types.ts";

/** 2^53: up to here a double is a whole number without a gap. */
const MAX_EXACT = 9_007_199_254_740_992;

/** Milliseconds of the years 0000 to 9999, which ISO 8601 writes without a sign. */
const [FIRST_DATE, LAST_DATE] = [-62_167_219_200_000, 253_402_300_799_999];

/**
 * A scalar as JSON text, which keeps the text of numbers; its type is counted at the node. NaN and Infinity are texts, because JSON has
 * no number for them.
 */
export function scalarText(bytes: Buffer, type: number, at: number, node: ProfileNode, document: number): string {
  switch (type) {
    case BSON.string:
      return textOf(bytes, at, node, document);
    case BSON.int: {
      const value = bytes.readInt32LE(at);
      node.see(SEEN.int, document);
      node.seeNumber(value);
      return String(value);
    }
    case BSON.long: {
      const text = longText(bytes, at);
      node.see(SEEN.long, document);
      node.seeNumber(Number(text));
      return text;
    }
    case BSON.double:
      return doubleOf(bytes.readDoubleLE(at), node, document);
    case BSON.decimal:
      return decimalOf(decimalText(bytes, at), node, document);
    case BSON.bool:
      node.see(SEEN.bool, document);
      return bytes[at] === 0 ? "false" : "true";
    case BSON.date:
      return dateOf(bytes, at, node, document);
    case BSON.objectId:
      node.see(SEEN.objectId, document);
      return `"${bytes.toString("hex", at, at + 12)}"`;
    case BSON.null:
      node.see(SEEN.null, document);
      return "null";
    default:
      return otherText(bytes, type, at, node, document);
  }
}

function textOf(bytes: Buffer, at: number, node: ProfileNode, document: number): string {
  const length = bytes.readInt32LE(at) - 1;
  const isPlain = isPlainAscii(bytes, at + 4, length);
  node.seeBytes(length);
  node.see(SEEN[(isPlain ? undefined : faultOf(bytes, at + 4, length)) ?? "string"], document);
  return isPlain ? `"${bytes.toString("latin1", at + 4, at + 4 + length)}"` : stringText(bytes, at + 4, length);
}

function doubleOf(value: number, node: ProfileNode, document: number): string {
  if (!Number.isFinite(value)) {
    node.see(SEEN.notFinite, document);
    return `"${value}"`;
  }
  const text = doubleText(value);
  const isIntegral = Number.isInteger(value) && Math.abs(value) <= MAX_EXACT;
  node.see(isIntegral ? SEEN.doubleIntegral : SEEN.double, document);
  node.seeNumber(value);
  if (!isIntegral) node.seeDigits(digitsOf(text));
  return text;
}

function decimalOf(text: string, node: ProfileNode, document: number): string {
  if (!/\d/.test(text)) {
    node.see(SEEN.notFinite, document);
    return `"${text}"`;
  }
  node.see(SEEN.decimal, document);
  node.seeNumber(Number(text));
  node.seeDigits(digitsOf(text));
  return text;
}

function dateOf(bytes: Buffer, at: number, node: ProfileNode, document: number): string {
  const time = Number(bytes.readBigInt64LE(at));
  if (time < FIRST_DATE || time > LAST_DATE) {
    node.see(SEEN.dateOutOfRange, document);
    return `"${time}"`;
  }
  node.see(SEEN.date, document);
  node.seeNumber(time);
  return `"${new Date(time).toISOString()}"`;
}

/** Types that no warehouse has a column for, except bytes, which are Base64. */
function otherText(bytes: Buffer, type: number, at: number, node: ProfileNode, document: number): string {
  switch (type) {
    case BSON.binData: {
      const length = bytes.readInt32LE(at);
      node.see(SEEN.binData, document);
      node.seeBytes(4 * Math.ceil(length / 3));
      return `"${bytes.toString("base64", at + 5, at + 5 + length)}"`;
    }
    case BSON.timestamp:
      node.see(SEEN.timestamp, document);
      return `"${bytes.readUInt32LE(at + 4)}.${bytes.readUInt32LE(at)}"`;
    case BSON.regex: {
      const pattern = endOfName(bytes, at);
      node.see(SEEN.regex, document);
      return JSON.stringify(
        `/${bytes.toString("utf8", at, pattern)}/${bytes.toString("utf8", pattern + 1, endOfName(bytes, pattern + 1))}`,
      );
    }
    case BSON.symbol:
    case BSON.javascript:
      node.see(type === BSON.symbol ? SEEN.symbol : SEEN.javascript, document);
      return stringText(bytes, at + 4, bytes.readInt32LE(at) - 1);
    case BSON.javascriptWithScope:
      node.see(SEEN.javascript, document);
      return stringText(bytes, at + 8, bytes.readInt32LE(at + 4) - 1);
    case BSON.dbPointer:
      node.see(SEEN.dbPointer, document);
      return `"${bytes.toString("hex", at + 4 + bytes.readInt32LE(at), at + 16 + bytes.readInt32LE(at))}"`;
    case BSON.undefined:
      node.see(SEEN.undefined, document);
      return "null";
    case BSON.minKey:
      node.see(SEEN.minKey, document);
      return '"MinKey"';
    case BSON.maxKey:
      node.see(SEEN.maxKey, document);
      return '"MaxKey"';
    default:
      // The server and the driver have checked it: this is a type that was made after this code.
      throw new TypeError(`BSON type ${type} is unknown`);
  }
}
