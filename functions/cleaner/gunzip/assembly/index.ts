import { readCodes, useFixedCodes } from "./block";
import { Input } from "./input";
import { Output } from "./output";
import { OUTPUT_LIMIT } from "./regions";
import { Found, readSymbols } from "./symbols";

/*
 * Inflates a deflate stream (https://www.rfc-editor.org/rfc/rfc1951) that arrives in pieces. TypeScript copies a piece to `inputAt` and
 * calls `inflate` until it asks for input, taking the output each time.
 */

/** Why it stopped; `inflater.ts` has the same numbers. */
enum Status {
  NeedsInput,
  OutputFull,
  End,
  Invalid,
  /** A step is done; never returned to TypeScript. */
  Done,
}

enum Next {
  Block,
  Stored,
  Symbols,
  End,
}

/** More than a round of `readSymbols` reads, so how far before the end it must stop. */
const ROUND_BYTES: usize = 24;

let next: Next = Next.Block;
let isLastBlock: bool = false;
/** Bytes of a stored block that are still to come. */
let stored: usize = 0;

/** Begins another stream, after the bytes that the one before has read. */
export function begin(): void {
  next = Next.Block;
  isLastBlock = false;
  Input.at = Input.end;
  Input.bits = 0;
  Input.count = 0;
  Output.startMember();
}

export function inputAt(): usize {
  return Input.makeRoom();
}

export function inputRoom(): usize {
  return Input.room();
}

/** Bytes of the input that were not read, at the end of the stream. */
export function unread(): usize {
  return Input.end - Input.at;
}

export function outputAt(): usize {
  return Output.from;
}

export function outputLength(): usize {
  return Output.at - Output.from;
}

/** @param added bytes that were copied to `inputAt` */
export function inflate(added: usize): Status {
  Input.end += added;
  Output.release();
  while (true) {
    const status = step();
    if (status !== Status.Done) return status;
  }
}

/** Does what is next. */
function step(): Status {
  switch (next) {
    case Next.Block:
      return startBlock();
    case Next.Stored:
      return copyStored();
    case Next.Symbols:
      return inflateSymbols();
    default:
      return Status.End;
  }
}

/** Reads the head of a block, all of it or nothing: it has 300 bytes at most. */
function startBlock(): Status {
  Input.giveBackBytes();
  Input.save();
  const isValid = readHead();
  if (Input.isOverrun()) {
    Input.restore();
    next = Next.Block;
    return Status.NeedsInput;
  }
  return isValid ? Status.Done : Status.Invalid;
}

function readHead(): bool {
  Input.refill();
  isLastBlock = Input.take(1) !== 0;
  const kind = Input.take(2);
  if (kind === 0) {
    Input.dropPartOfByte();
    Input.refill();
    stored = Input.take(16);
    next = Next.Stored;
    return (<u32>stored ^ 0xffff) === Input.take(16);
  }
  next = Next.Symbols;
  if (kind === 1) useFixedCodes();
  return kind === 1 || (kind === 2 && readCodes());
}

function copyStored(): Status {
  if (Output.at >= OUTPUT_LIMIT) return Status.OutputFull;
  Input.giveBackBytes();
  const count = min(stored, min(Input.end - Input.at, OUTPUT_LIMIT - Output.at));
  memory.copy(Output.at, Input.at, count);
  Input.at += count;
  Output.at += count;
  stored -= count;
  if (stored === 0) return endBlock();
  return Output.at >= OUTPUT_LIMIT ? Status.OutputFull : Status.NeedsInput;
}

function inflateSymbols(): Status {
  // Not below zero: the input is somewhere behind the first bytes of the memory.
  let found = readSymbols(Input.end - ROUND_BYTES);
  if (found === Found.Limit && Output.at < OUTPUT_LIMIT) found = readLastSymbols();
  if (found === Found.EndOfBlock) return endBlock();
  if (found === Found.Invalid) return Status.Invalid;
  return Output.at >= OUTPUT_LIMIT ? Status.OutputFull : Status.NeedsInput;
}

/** Near the end of the input: round by round, and a round that has read too far is undone. */
function readLastSymbols(): Found {
  while (Output.at < OUTPUT_LIMIT) {
    const before = Output.at;
    Input.giveBackBytes();
    Input.save();
    const found = readSymbols(Input.at + 1);
    if (Input.isOverrun()) {
      Input.restore();
      Output.at = before;
      return Found.Limit;
    }
    if (found !== Found.Limit) return found;
  }
  return Found.Limit;
}

function endBlock(): Status {
  next = isLastBlock ? Next.End : Next.Block;
  Input.giveBackBytes();
  if (!isLastBlock) return Status.Done;
  Input.bits = 0;
  Input.count = 0;
  return Status.End;
}
