import { BLOCK_DISTANCES, LITERALS_AND_LENGTHS } from "./block";
import { copyMatch } from "./copy";
import { allBits, codeBits, END_OF_BLOCK, FURTHER, LITERAL, payload, SPECIAL, withExtra } from "./entry";
import { Input } from "./input";
import { OUTPUT_LIMIT, Output } from "./regions";

export enum Found {
  /** The end is near: of the input, or of the output. */
  Limit,
  EndOfBlock,
  Invalid,
}

/** Counted as read where there is no code, because fewer bits may be the start of one. */
const LONGEST_CODE: u64 = 15;
const LENGTH_MASK: u64 = (1 << 11) - 1;
const DISTANCE_MASK: u64 = (1 << 9) - 1;

/**
 * Inflates symbols while the input is before a limit.
 * @param limit the loop checks once before up to three literals, or two and a match, so up to 16 bytes past the limit are read
 */
export function readSymbols(limit: usize): Found {
  const lengths = LITERALS_AND_LENGTHS.at;
  const distances = BLOCK_DISTANCES.at;
  const first = Output.first;
  let at = Input.at;
  let bits = Input.bits;
  let count: u64 = Input.count;
  let out = Output.at;
  let found = Found.Limit;
  while (at < limit && out < OUTPUT_LIMIT) {
    bits |= load<u64>(at) << count;
    at += <usize>((63 - count) >> 3);
    count |= 56;
    let entry = load<u32>(lengths + 4 * <usize>(bits & LENGTH_MASK));
    if (entry & LITERAL) {
      bits >>= <u64>allBits(entry);
      count -= allBits(entry);
      store<u16>(out, <u16>payload(entry));
      out += codeBits(entry);
      entry = load<u32>(lengths + 4 * <usize>(bits & LENGTH_MASK));
      if (entry & LITERAL) {
        bits >>= <u64>allBits(entry);
        count -= allBits(entry);
        store<u16>(out, <u16>payload(entry));
        out += codeBits(entry);
        entry = load<u32>(lengths + 4 * <usize>(bits & LENGTH_MASK));
        if (entry & LITERAL) {
          bits >>= <u64>allBits(entry);
          count -= allBits(entry);
          store<u16>(out, <u16>payload(entry));
          out += codeBits(entry);
          continue;
        }
      }
      bits |= load<u64>(at) << count;
      at += <usize>((63 - count) >> 3);
      count |= 56;
    }
    if (entry & SPECIAL) {
      if ((entry & FURTHER) === FURTHER) {
        bits >>= <u64>allBits(entry);
        count -= allBits(entry);
        entry = load<u32>(lengths + 4 * <usize>(payload(entry) + (bits & (((<u64>1) << codeBits(entry)) - 1))));
      }
      if (entry & LITERAL) {
        bits >>= <u64>allBits(entry);
        count -= allBits(entry);
        store<u16>(out, <u16>payload(entry));
        out += codeBits(entry);
        continue;
      }
      if (entry & SPECIAL) {
        found = (entry & END_OF_BLOCK) === END_OF_BLOCK ? Found.EndOfBlock : Found.Invalid;
        bits >>= <u64>allBits(entry);
        count -= found === Found.Invalid ? LONGEST_CODE : allBits(entry);
        break;
      }
    }
    const length = withExtra(entry, bits);
    bits >>= <u64>allBits(entry);
    count -= allBits(entry);
    entry = load<u32>(distances + 4 * <usize>(bits & DISTANCE_MASK));
    if (entry & SPECIAL) {
      if ((entry & FURTHER) === FURTHER) {
        bits >>= <u64>allBits(entry);
        count -= allBits(entry);
        entry = load<u32>(distances + 4 * <usize>(payload(entry) + (bits & (((<u64>1) << codeBits(entry)) - 1))));
      }
      if (entry & SPECIAL) {
        found = Found.Invalid;
        count -= LONGEST_CODE;
        break;
      }
    }
    const distance = withExtra(entry, bits);
    bits >>= <u64>allBits(entry);
    count -= allBits(entry);
    if (<usize>distance > out - first) {
      found = Found.Invalid;
      break;
    }
    out = copyMatch(out, distance, length);
  }
  Input.at = at;
  Input.bits = bits;
  Input.count = <u32>count;
  Output.at = out;
  return found;
}
