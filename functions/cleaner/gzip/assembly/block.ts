import { Bits } from "./bits";
import { writeCodeLengths } from "./code-lengths";
import {
  count,
  DISTANCE_SYMBOLS,
  DISTANCES,
  END_OF_BLOCK,
  forgetCounts,
  LITERAL_SYMBOLS,
  LITERALS,
} from "./frequencies";
import { makeCode } from "./huffman";
import { findMatches } from "./matches";
import { distanceIn, firstSequence, lengthIn, literalsBefore, nextSequence, Sequences } from "./sequences";
import {
  distanceExtra,
  distanceExtraBits,
  distanceSymbol,
  lengthExtra,
  lengthExtraBits,
  lengthSymbol,
} from "./symbols";
import { Window, window } from "./window";

/** A block of the output: never much longer than its text, because a code that fits the text is not longer than the text's own bytes. */
export const OUTPUT: usize = memory.data(131072 + 16384, 16);

/** Bits of a code: so few that four literals fit beside the bits of an unfinished byte. */
const LITERAL_LIMIT: i32 = 14;
const DISTANCE_LIMIT: i32 = 15;

const LITERAL_CODES: usize = memory.data(4 * 286, 16);
const DISTANCE_CODES: usize = memory.data(4 * 30, 16);

/** Of each length of a match. */
const LENGTH_CODES: usize = memory.data(4 * 259, 16);

const DYNAMIC: u64 = 2;

/** Writes the window's block. @returns the whole bytes that were written; the bits after them come with the next block */
export function writeBlock(isLast: bool): usize {
  Bits.at = OUTPUT;
  Sequences.restart();
  forgetCounts();
  findMatches();
  count(LITERALS, END_OF_BLOCK);
  makeCode(LITERALS, LITERAL_SYMBOLS, LITERAL_LIMIT, LITERAL_CODES);
  makeCode(DISTANCES, DISTANCE_SYMBOLS, DISTANCE_LIMIT, DISTANCE_CODES);
  Bits.add(isLast ? 1 : 0, 1);
  Bits.add(DYNAMIC, 2);
  writeCodeLengths(LITERAL_CODES, LITERAL_SYMBOLS, DISTANCE_CODES, DISTANCE_SYMBOLS);
  Bits.flush();
  fillLengthCodes();
  writeSequences(window(Window.length));
  const end = codeOf(LITERAL_CODES, END_OF_BLOCK);
  Bits.add(end & 0xffff, end >> 16);
  Bits.flush();
  return Bits.at - OUTPUT;
}

/** Ends the last byte. @returns the bytes of the last block */
export function endBlocks(): usize {
  Bits.align();
  return Bits.at - OUTPUT;
}

/**
 * Writes literals and matches in turn, and what ends the block. The bits are held in local variables here, because this loop takes most
 * of the time.
 */
function writeSequences(literalsEnd: usize): void {
  let held = Bits.held;
  let count = Bits.count;
  let out = Bits.at;
  let at = window(0);
  let sequence = firstSequence();
  while (true) {
    const isLast = sequence === Sequences.end;
    const to = isLast ? literalsEnd : at + literalsBefore(sequence);
    while (at < to) {
      store<u64>(out, held);
      const whole = count & 56;
      out += <usize>(whole >> 3);
      held >>= whole;
      count &= 7;
      // Four have room beside the bits of an unfinished byte.
      for (const four = min(at + 4, to); at < four; at++) {
        const code = <u64>codeOf(LITERAL_CODES, load<u8>(at));
        held |= (code & 0xffff) << count;
        count += code >> 16;
      }
    }
    if (isLast) break;
    store<u64>(out, held);
    const whole = count & 56;
    out += <usize>(whole >> 3);
    held >>= whole;
    count &= 7;
    const length = lengthIn(sequence);
    const ofLength = <u64>codeOf(LENGTH_CODES, length);
    held |= (ofLength & 0xffffff) << count;
    count += ofLength >> 24;
    const distance = distanceIn(sequence);
    const ofDistance = <u64>codeOf(DISTANCE_CODES, distanceSymbol(distance));
    held |= (ofDistance & 0xffff) << count;
    count += ofDistance >> 16;
    held |= (<u64>distanceExtra(distance)) << count;
    count += distanceExtraBits(distance);
    at += length;
    sequence = nextSequence(sequence);
  }
  Bits.held = held;
  Bits.count = count;
  Bits.at = out;
  Bits.flush();
}

/** Each length's code and extra bits: `count << 24 | bits`. */
function fillLengthCodes(): void {
  for (let length: usize = 3; length <= 258; length++) {
    const code = codeOf(LITERAL_CODES, lengthSymbol(length));
    const bits = (code & 0xffff) | ((<u32>lengthExtra(length)) << (code >> 16));
    store<u32>(LENGTH_CODES + (length << 2), (((code >> 16) + <u32>lengthExtraBits(length)) << 24) | bits);
  }
}

function codeOf(codes: usize, symbol: usize): u32 {
  return load<u32>(codes + (symbol << 2));
}
