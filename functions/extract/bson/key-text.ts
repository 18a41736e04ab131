import { decimalText, doubleText, longText } from "./number-text.ts";
import { BSON } from "./types.ts";

/**
 * The text of `_id`, the same for a document and for the key of a change. An ObjectId is its 24 hexadecimal digits and a string is itself;
 * all others have their type before them, and so has a string that looks like one of those, so that no two keys have the same text. Whole
 * numbers of all types are one key, as they are in MongoDB. Undefined for an object, an array, or a type that nobody takes as a key.
 */
export function keyText(bytes: Buffer, type: number, at: number): string | undefined {
  switch (type) {
    case BSON.objectId:
      return bytes.toString("hex", at, at + 12);
    case BSON.string: {
      const text = bytes.toString("utf8", at + 4, at + 3 + bytes.readInt32LE(at));
      // Redshift compares texts without the spaces at their ends.
      if (text.endsWith(" ")) return `string:${JSON.stringify(text)}`;
      return LOOKS_MARKED.test(text) ? `string:${text}` : text;
    }
    case BSON.int:
      return `number:${bytes.readInt32LE(at)}`;
    case BSON.long:
      return `number:${longText(bytes, at)}`;
    case BSON.double: {
      const value = bytes.readDoubleLE(at);
      return Number.isInteger(value) ? `number:${BigInt(value)}` : `double:${doubleText(value)}`;
    }
    case BSON.decimal:
      return decimalKey(decimalText(bytes, at));
    case BSON.bool:
      return `bool:${bytes[at] !== 0}`;
    case BSON.date:
      return `date:${bytes.readBigInt64LE(at)}`;
    case BSON.binData:
      return `binData${bytes[at + 4]}:${bytes.toString("base64", at + 5, at + 5 + bytes.readInt32LE(at))}`;
    case BSON.timestamp:
      return `timestamp:${bytes.readBigUInt64LE(at)}`;
    case BSON.null:
      return "null:";
    default:
      return undefined;
  }
}

const LOOKS_MARKED = /^[0-9a-f]{24}$|^(string|number|double|decimal|bool|date|binData\d+|timestamp|null):/;

/** `1E+3`, `1000` and `1000.0` are the same number, so the same key. */
function decimalKey(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === "") return `double:${text}`;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  if (significant === "") return "number:0";
  return power >= 0 && power < 400
    ? `number:${sign}${significant}${"0".repeat(power)}`
    : `decimal:${sign}${significant}E${power}`;
}
