import { count, DISTANCES, LITERALS } from "./frequencies";
import { distanceSymbol, lengthSymbol } from "./symbols";

/** The matches of a block: in four bytes the number of literals before it, in two its length, in two its distance less 1. */
const FIRST: usize = memory.data((8 * 131072) / 8, 16);
const BYTES: usize = 8;

export class Sequences {
  static end: usize = FIRST;

  static restart(): void {
    Sequences.end = FIRST;
  }
}

export function addMatch(literals: usize, length: usize, distance: usize): void {
  store<u32>(Sequences.end, literals);
  store<u16>(Sequences.end, length, 4);
  store<u16>(Sequences.end, distance - 1, 6);
  Sequences.end += BYTES;
  count(LITERALS, lengthSymbol(length));
  count(DISTANCES, distanceSymbol(distance));
}

export function firstSequence(): usize {
  return FIRST;
}

export function nextSequence(sequence: usize): usize {
  return sequence + BYTES;
}

export function literalsBefore(sequence: usize): usize {
  return load<u32>(sequence);
}

export function lengthIn(sequence: usize): usize {
  return load<u16>(sequence, 4);
}

export function distanceIn(sequence: usize): usize {
  return <usize>load<u16>(sequence, 6) + 1;
}
