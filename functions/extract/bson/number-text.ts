import { Decimal128 } from "mongodb";

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
