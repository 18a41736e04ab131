import type { TextColumn } from "../parquet/text-column.ts";
import { DateWriter } from "./date-text.ts";
import { writeDouble } from "./double-text.ts";
import { decimalText, digitsOf, longText, writeInteger } from "./number-text.ts";
import type { ProfileNode } from "./profile-node.ts";
import { faultOf, writeString } from "./string-text.ts";
import { BSON, endOfName, SEEN } from "./types.ts";

/** 2^53: up to here a double is a whole number without a gap. */
const MAX_EXACT = 9_007_199_254_740_992;

/** Milliseconds of the years 0000 to 9999, which ISO 8601 writes without a sign. */
const [FIRST_DATE, LAST_DATE] = [-62_167_219_200_000, 253_402_300_799_999];

/**
 * Writes scalars as JSON text, which keeps the text of numbers; their types are counted at the node. NaN and Infinity are texts, because JSON has
 * no number for them.
 */
export class ValueWriter {
  readonly #dates = new DateWriter();

  write(out: TextColumn, bytes: Buffer, type: number, at: number, node: ProfileNode, document: number): void {
    switch (type) {
      case BSON.string:
        this.#string(out, bytes, at, node, document);
        return;
      case BSON.int: {
        const value = bytes.readInt32LE(at);
        node.see(SEEN.int, document);
        writeInteger(out, value);
        return;
      }
      case BSON.long: {
        const text = longText(bytes, at);
        node.see(SEEN.long, document);
        node.seeLong(text.startsWith("-") ? text.length - 1 : text.length);
        out.ascii(text);
        return;
      }
      case BSON.double:
        this.#double(out, bytes.readDoubleLE(at), node, document);
        return;
      case BSON.decimal:
        this.#decimal(out, decimalText(bytes, at), node, document);
        return;
      case BSON.bool:
        node.see(SEEN.bool, document);
        out.ascii(bytes[at] === 0 ? "false" : "true");
        return;
      case BSON.date:
        this.#date(out, bytes, at, node, document);
        return;
      case BSON.objectId:
        node.see(SEEN.objectId, document);
        out.ascii(`"${bytes.toString("hex", at, at + 12)}"`);
        return;
      case BSON.null:
        node.see(SEEN.null, document);
        out.ascii("null");
        return;
      default:
        this.#other(out, bytes, type, at, node, document);
        return;
    }
  }

  #string(out: TextColumn, bytes: Buffer, at: number, node: ProfileNode, document: number): void {
    const length = bytes.readInt32LE(at) - 1;
    const isPlain = writeString(out, bytes, at + 4, length);
    node.seeBytes(length);
    node.see(SEEN[(isPlain ? undefined : faultOf(bytes, at + 4, length)) ?? "string"], document);
  }

  #double(out: TextColumn, value: number, node: ProfileNode, document: number): void {
    if (!Number.isFinite(value)) {
      node.see(SEEN.notFinite, document);
      out.ascii(`"${value}"`);
      return;
    }
    const isIntegral = Number.isInteger(value) && Math.abs(value) <= MAX_EXACT;
    node.see(isIntegral ? SEEN.doubleIntegral : SEEN.double, document);
    writeDouble(out, value, node);
  }

  #decimal(out: TextColumn, text: string, node: ProfileNode, document: number): void {
    if (!/\d/.test(text)) {
      node.see(SEEN.notFinite, document);
      out.ascii(`"${text}"`);
      return;
    }
    node.see(SEEN.decimal, document);
    node.seeDigits(...digitsOf(text));
    out.ascii(text);
  }

  #date(out: TextColumn, bytes: Buffer, at: number, node: ProfileNode, document: number): void {
    const time = bytes.readInt32LE(at + 4) * 0x1_0000_0000 + bytes.readUInt32LE(at);
    if (time < FIRST_DATE || time > LAST_DATE) {
      node.see(SEEN.dateOutOfRange, document);
      out.ascii(`"${Number(bytes.readBigInt64LE(at))}"`);
      return;
    }
    node.see(SEEN.date, document);
    this.#dates.write(out, time);
  }

  /** Types that no warehouse has a column for, except bytes, which are Base64. */
  #other(out: TextColumn, bytes: Buffer, type: number, at: number, node: ProfileNode, document: number): void {
    switch (type) {
      case BSON.binData: {
        const length = bytes.readInt32LE(at);
        node.see(SEEN.binData, document);
        node.seeBytes(4 * Math.ceil(length / 3));
        out.ascii(`"${bytes.toString("base64", at + 5, at + 5 + length)}"`);
        return;
      }
      case BSON.timestamp:
        node.see(SEEN.timestamp, document);
        out.ascii(`"${bytes.readUInt32LE(at + 4)}.${bytes.readUInt32LE(at)}"`);
        return;
      case BSON.regex: {
        const pattern = endOfName(bytes, at);
        node.see(SEEN.regex, document);
        out.text(
          JSON.stringify(
            `/${bytes.toString("utf8", at, pattern)}/${bytes.toString("utf8", pattern + 1, endOfName(bytes, pattern + 1))}`,
          ),
        );
        return;
      }
      case BSON.symbol:
      case BSON.javascript:
        node.see(type === BSON.symbol ? SEEN.symbol : SEEN.javascript, document);
        writeString(out, bytes, at + 4, bytes.readInt32LE(at) - 1);
        return;
      case BSON.javascriptWithScope:
        node.see(SEEN.javascript, document);
        writeString(out, bytes, at + 8, bytes.readInt32LE(at + 4) - 1);
        return;
      case BSON.dbPointer:
        node.see(SEEN.dbPointer, document);
        out.ascii(`"${bytes.toString("hex", at + 4 + bytes.readInt32LE(at), at + 16 + bytes.readInt32LE(at))}"`);
        return;
      case BSON.undefined:
        node.see(SEEN.undefined, document);
        out.ascii("null");
        return;
      case BSON.minKey:
        node.see(SEEN.minKey, document);
        out.ascii('"MinKey"');
        return;
      case BSON.maxKey:
        node.see(SEEN.maxKey, document);
        out.ascii('"MaxKey"');
        return;
      default:
        // The server and the driver have checked it: this is a type that was made after this code.
        throw new TypeError(`BSON type ${type} is unknown`);
    }
  }
}
