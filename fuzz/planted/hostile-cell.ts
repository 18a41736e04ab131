import fc from "fast-check";
import { plantedValue } from "./planted-value.ts";

/** Text that breaks readers: quotes, line ends, NUL, bytes that are not UTF-8, half a surrogate pair, a record or JSON in a cell. */
const PIECES: readonly Buffer[] = [
  ...['"', '""', '","', "|", ",", "\n", "\r\n", "\r", "\n\n", "\0", "\\", '\\"', "'", "{", "}", "[]", ":", "\t"],
  ...['"\nI,2026-11-21,1,', "\nD,2026-11-21,1,", "\nOp,dms_replicated_at,oid__id,status\n", "NULL", "null", "\u001f"],
  ...['{"status":"', '{"data":{"label":"', '"}}', "\uFEFF", "\uFFFD", "\u2028", "é🙂", "%00", "&quot;", "\\u0000"],
].map((text) => Buffer.from(text));
const NO_UTF8 = [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x99], [0xc0, 0xaf]].map((bytes) =>
  Buffer.from(bytes),
);

/** A cell of an unlisted column: a planted value, with anything before and after it. */
export function hostileCell(): fc.Arbitrary<Buffer> {
  const around = fc.array(fc.oneof(fc.constantFrom(...PIECES, ...NO_UTF8), plantedBytes()), { maxLength: 3 });
  const wild = fc
    .tuple(around, plantedBytes(), around)
    .map(([before, word, after]) => Buffer.concat([...before, word, ...after]));
  return fc.oneof(plantedBytes(), wild);
}

/** A cell of only letters: as a header it would be a plain name. */
function plantedBytes(): fc.Arbitrary<Buffer> {
  return plantedValue().map((word) => Buffer.from(word));
}
