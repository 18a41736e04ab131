import { BACKSLASH, isSpace, QUOTE, U_LOWER } from "./ascii";
import { JsonText, MALFORMED } from "./json-text";
import { skipValue } from "./json-value";
import { Output } from "./output";
import { copyDense, copyPlain } from "./plain";
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

/** Copies a valid value without white space. */
function copyCompact(from: usize, to: usize, counts: ValueCounts): void {
  let at = from;
  while (at < to) {
    if (load<u8>(at) === QUOTE) {
      at = copyString(at, to, counts);
      continue;
    }
    const end = min(copyDense(at, Output.at), to);
    Output.at += end - at;
    at = end;
    while (at < to && isSpace(load<u8>(at))) at++;
  }
}

/** @returns the end of the string, after its closing quote */
function copyString(from: usize, to: usize, counts: ValueCounts): usize {
  Output.push(QUOTE);
  let at = from + JsonText.quoteWidth;
  while (true) {
    const end = copyPlain(at, to, Output.at);
    Output.at += end - at;
    if (load<u8>(end) === QUOTE) {
      Output.push(QUOTE);
      return end + JsonText.quoteWidth;
    }
    at = copyEscape(end, to, counts);
  }
}

/** @returns the end of the escape */
function copyEscape(from: usize, to: usize, counts: ValueCounts): usize {
  const escaped = load<u8>(from + 1);
  if (escaped === U_LOWER) return copyUnits(from, to, counts);
  Output.push(BACKSLASH);
  Output.push(escaped);
  return from + 1 + (escaped === QUOTE ? JsonText.quoteWidth : 1);
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
