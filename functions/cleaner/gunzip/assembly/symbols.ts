import { DISTANCE_BITS, DISTANCE_TABLE, LENGTH_BITS, LENGTH_TABLE } from "./block";
import { copyMatch } from "./copy";
import { codeBits, END_OF_BLOCK, FURTHER, LITERAL, lowest, payload, SPECIAL, withExtra } from "./entry";
import { Input } from "./input";
import { Output } from "./output";
import { OUTPUT_LIMIT } from "./regions";

export enum Found {
  /** The end is near: of the input, or of the output. */
  Limit,
  EndOfBlock,
  Invalid,
}

/** Counted as read where there is no code, because fewer bits may be the start of one. */
const LONGEST_CODE: u64 = 15;
const LENGTH_MASK: u64 = (1 << LENGTH_BITS) - 1;
const DISTANCE_MASK: u64 = (1 << DISTANCE_BITS) - 1;

/**
 * Inflates symbols while the input is before a limit. This loop takes nearly all the time: what is read is in local variables, and an
 * entry is shifted by and subtracted as a whole, because only the lowest six bits of a shift and of `count` matter.
 * @param limit the loop checks once before up to three literals, or two and a match, so up to 16 bytes past the limit are read
 */
export function readSymbols(limit: usize): Found {
  const first = Output.first;
  let at = Input.at;
  let bits = Input.bits;
  let count: u64 = Input.count;
  let out = Output.at;
  let found = Found.Limit;
  while (at < limit && out < OUTPUT_LIMIT) {
    bits |= load<u64>(at) << count;
    at += <usize>(~count >> 3) & 7;
    count |= 56;
    // Up to three entries of literals.
    let entry = lengthEntry(bits & LENGTH_MASK);
    if (entry & LITERAL) {
      bits >>= entry;
      count -= entry;
      store<u16>(out, <u16>payload(entry));
      out += <usize>codeBits(entry);
      entry = lengthEntry(bits & LENGTH_MASK);
      if (entry & LITERAL) {
        bits >>= entry;
        count -= entry;
        store<u16>(out, <u16>payload(entry));
        out += <usize>codeBits(entry);
        entry = lengthEntry(bits & LENGTH_MASK);
        if (entry & LITERAL) {
          bits >>= entry;
          count -= entry;
          store<u16>(out, <u16>payload(entry));
          out += <usize>codeBits(entry);
          continue;
        }
      }
      bits |= load<u64>(at) << count;
      at += <usize>(~count >> 3) & 7;
      count |= 56;
    }
    // A code that is longer than the index, or no length.
    if (entry & SPECIAL) {
      if ((entry & FURTHER) === FURTHER) {
        bits >>= entry;
        count -= entry;
        entry = lengthEntry(payload(entry) + lowest(bits, codeBits(entry)));
      }
      if (entry & LITERAL) {
        bits >>= entry;
        count -= entry;
        store<u16>(out, <u16>payload(entry));
        out += <usize>codeBits(entry);
        continue;
      }
      if (entry & SPECIAL) {
        found = (entry & END_OF_BLOCK) === END_OF_BLOCK ? Found.EndOfBlock : Found.Invalid;
        bits >>= entry;
        count -= found === Found.Invalid ? LONGEST_CODE : entry;
        break;
      }
    }
    // A match.
    const length = withExtra(entry, bits);
    bits >>= entry;
    count -= entry;
    entry = distanceEntry(bits & DISTANCE_MASK);
    if (entry & SPECIAL) {
      if ((entry & FURTHER) === FURTHER) {
        bits >>= entry;
        count -= entry;
        entry = distanceEntry(payload(entry) + lowest(bits, codeBits(entry)));
      }
      if (entry & SPECIAL) {
        found = Found.Invalid;
        count -= LONGEST_CODE;
        break;
      }
    }
    const distance = withExtra(entry, bits);
    bits >>= entry;
    count -= entry;
    if (distance > out - first) {
      found = Found.Invalid;
      break;
    }
    out = copyMatch(out, distance, length);
  }
  Input.at = at;
  Input.bits = bits;
  Input.count = <u32>count & 63;
  Output.at = out;
  return found;
}

function lengthEntry(index: u64): u64 {
  return load<u32>(LENGTH_TABLE + ((<usize>index) << 2));
}

function distanceEntry(index: u64): u64 {
  return load<u32>(DISTANCE_TABLE + ((<usize>index) << 2));
}
