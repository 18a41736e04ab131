import { Decimal128 } from "mongodb";
import type { TextColumn } from "../parquet/text-column.ts";

/** The digits of a number before and behind its point: `1.10` has one and two, `1e3` four and none. */
export function digitsOf(text: string): readonly [before: number, after: number] {
  const dot = text.indexOf(".");
  const sign = text.startsWith("-") ? 1 : 0;
  if (!text.includes("e") && !text.includes("E"))
    return dot === -1 ? [text.length - sign, 0] : [dot - sign, text.length - dot - 1];
  const [, whole = "", fraction = "", exponent = "0"] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(exponent);
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return [1, Math.max(0, fraction.length - shift)];
  const after = Math.max(0, fraction.length - shift);
  return [Math.max(1, digits.length - fraction.length + shift), after];
}

/** A whole number of 64 bits, as text. */
export function longText(bytes: Buffer, at: number): string {
  const high = bytes.readInt32LE(at + 4);
  // Within ±2^52 a double is exact, and faster.
  return high < 0x100000 && high >= -0x100000
    ? String(high * 0x1_0000_0000 + bytes.readUInt32LE(at))
    : bytes.readBigInt64LE(at).toString();
}

/** `1.10`, `1E+3`, `NaN`, `Infinity`. */
export function decimalText(bytes: Buffer, at: number): string {
  return new Decimal128(Uint8Array.prototype.slice.call(bytes, at, at + 16)).toString();
}

/** The shortest text that is read as the same double; a negative zero keeps its sign. */
export function doubleText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

const [ZERO, MINUS] = [0x30, 0x2d];

/** Writes a whole number of at most nine digits by its digits; any other as JavaScript does. */
export function writeInteger(out: TextColumn, value: number): void {
  if (value <= -1e9 || value >= 1e9 || Object.is(value, -0)) {
    out.ascii(doubleText(value));
    return;
  }
  out.reserve(10);
  let rest = value;
  if (rest < 0) {
    out.bytes[out.at++] = MINUS;
    rest = -rest;
  }
  writeDigits(out, rest, digitsIn(rest));
}

/** Writes the last digits of a number, with zeros before it. */
export function writeDigits(out: TextColumn, value: number, digits: number): void {
  out.reserve(digits);
  let rest = value;
  for (let at = out.at + digits - 1; at >= out.at; at--) {
    const tenth = Math.floor(rest / 10);
    out.bytes[at] = ZERO + (rest - 10 * tenth);
    rest = tenth;
  }
  out.at += digits;
}

export function digitsIn(value: number): number {
  let digits = 1;
  for (let bound = 10; bound <= value; bound *= 10) digits++;
  return digits;
}
