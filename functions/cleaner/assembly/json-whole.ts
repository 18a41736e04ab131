import { BACKSLASH, isSpace, QUOTE } from "./ascii";
import { JsonText, MALFORMED } from "./json-text";
import { skip } from "./json-value";
import { Output } from "./output";
import { copyPlain } from "./plain";

/** Writes a value as it was written, less the white space and the doubled quotes. @returns where it ends */
export function copyValue(from: usize, depth: i32): usize {
  const plain = copyPlainString(from);
  if (plain !== MALFORMED) return plain;
  const end = skip(from, depth);
  if (end !== MALFORMED) copyCompact(from, end);
  return end;
}

/** What most values are, copied while it is read; MALFORMED where it is another value, or has a backslash. */
function copyPlainString(from: usize): usize {
  const first = from + JsonText.quoteWidth;
  if (load<u8>(from) !== QUOTE || load<u8>(first - 1) !== QUOTE) return MALFORMED;
  const target = Output.at + 1;
  const end = copyPlain(first, JsonText.end, target);
  const behind = end + JsonText.quoteWidth;
  if (end >= JsonText.end || load<u8>(end) !== QUOTE || load<u8>(behind - 1) !== QUOTE) return MALFORMED;
  Output.push(QUOTE);
  Output.at = target + (end - first);
  Output.push(QUOTE);
  return behind;
}

function copyCompact(from: usize, to: usize): void {
  let isInString = false;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (!isInString && isSpace(byte)) continue;
    Output.push(byte);
    if (byte === BACKSLASH) Output.push(load<u8>(++at));
    else if (byte === QUOTE) isInString = !isInString;
    if (load<u8>(at) === QUOTE && JsonText.quoteWidth === 2) at++;
  }
}
