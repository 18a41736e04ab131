import type { TextColumn } from "../parquet/text-column.ts";
import { digitsIn, digitsOf, doubleText, writeDigits, writeInteger } from "./number-text.ts";
import type { ProfileNode } from "./profile-node.ts";

const [POINT, MINUS] = [0x2e, 0x2d];

/** Digits behind the point of a number that is written by its digits. */
const DECIMALS = 4;
const SCALE = 10 ** DECIMALS;

/** A scaled number below it has at most 13 digits. */
const MAX_SCALED = 1e13;

/**
 * Writes the shortest text that is read as the same double, and counts the digits of one with a fraction. A number with few decimals is written by
 * its digits, which is faster: of all decimals of at most 15 digits only one is read as this double, so it is also the shortest.
 */
export function writeDouble(out: TextColumn, value: number, node: ProfileNode): void {
  if (Number.isInteger(value)) {
    writeInteger(out, value);
    return;
  }
  const size = Math.abs(value);
  const scaled = Math.round(size * SCALE);
  if (scaled === 0 || scaled >= MAX_SCALED || scaled / SCALE !== size) {
    const text = doubleText(value);
    node.seeDigits(...digitsOf(text));
    out.ascii(text);
    return;
  }
  const whole = Math.floor(scaled / SCALE);
  let [fraction, digits] = [scaled - whole * SCALE, DECIMALS];
  for (; fraction % 10 === 0; fraction /= 10) digits--;
  const before = digitsIn(whole);
  node.seeDigits(before, digits);
  if (value < 0) out.byte(MINUS);
  writeDigits(out, whole, before);
  out.byte(POINT);
  writeDigits(out, fraction, digits);
}
