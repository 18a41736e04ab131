import { BACKSLASH, isSpace, QUOTE, U_LOWER } from "./ascii";
import { JsonText, MALFORMED } from "./json-text";
import { skipValue } from "./json-value";
import { Output } from "./output";
import { copyPlain } from "./plain";
import { isPair, isSurrogate, UNIT_BYTES, writeReplacement } from "./surrogates";
import { ValueCounts } from "./value-counts";

/** Copies a value without white space and doubled quotes; a lone surrogate becomes U+FFFD. @returns the end of the value */
export function copyValue(from: usize, depth: i32, counts: ValueCounts): usize {
  const plain = copyPlainString(from);
  if (plain !== MALFORMED) return plain;
  const end = skipValue(from, depth);
  if (end !== MALFORMED) copyCompact(from, end, counts);
  return end;
}

/** The common case, a string without a backslash, is copied while it is read. MALFORMED if the value is another one. */
function copyPlainString(from: usize): usize {
  const first = from + JsonText.quoteWidth;
  if (load<u8>(from) !== QUOTE || load<u8>(first - 1) !== QUOTE) return MALFORMED;
  const target = Output.at + 1;
  const end = copyPlain(first, JsonText.end, target);
  const after = end + JsonText.quoteWidth;
  if (end >= JsonText.end || load<u8>(end) !== QUOTE || load<u8>(after - 1) !== QUOTE) return MALFORMED;
  Output.push(QUOTE);
  Output.at = target + (end - first);
  Output.push(QUOTE);
  return after;
}

function copyCompact(from: usize, to: usize, counts: ValueCounts): void {
  let isInString = false;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (!isInString && isSpace(byte)) continue;
    if (byte === BACKSLASH && load<u8>(at + 1) === U_LOWER) {
      at = copyUnits(at, to, counts) - 1;
      continue;
    }
    Output.push(byte);
    if (byte === BACKSLASH) Output.push(load<u8>(++at));
    else if (byte === QUOTE) isInString = !isInString;
    if (load<u8>(at) === QUOTE && JsonText.quoteWidth === 2) at++;
  }
}

/** Copies `\uXXXX`, or two of them that are a surrogate pair. @returns the end */
function copyUnits(from: usize, to: usize, counts: ValueCounts): usize {
  if (isPair(from, to)) {
    Output.copy(from, 2 * UNIT_BYTES);
    return from + 2 * UNIT_BYTES;
  }
  if (isSurrogate(from)) {
    counts.replaced++;
    writeReplacement();
  } else Output.copy(from, UNIT_BYTES);
  return from + UNIT_BYTES;
}
