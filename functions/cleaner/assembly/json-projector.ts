import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./ascii";
import { escapedKey } from "./host";
import { isNull } from "./json-literal";
import { key, LastKey, string } from "./json-string";
import { byteAt, JsonText, MALFORMED, MAX_JSON_DEPTH, space } from "./json-text";
import { skip } from "./json-value";
import { copyValue } from "./json-whole";
import { KeyTable, ListedKey } from "./key-table";
import { Output } from "./output";
import { Spans } from "./spans";
import { ValueCounts } from "./value-counts";

/** What became of a JSON cell. `Nothing`: valid, but none of it may pass. */
export enum Projected {
  Unknown,
  Written,
  Nothing,
  Null,
}

/** What became of the last one. */
export class Projection {
  static result: Projected = Projected.Unknown;
  static readonly counts: ValueCounts = new ValueCounts();
  /** Objects of which keys were looked up: the number of the last one. No table is open twice at once. */
  static objects: u64 = 0;
}

/**
 * Writes the listed parts of a JSON cell, from bytes to bytes: no object is built, no number is read. No more is written than
 * is read, but for a first bracket and the comma in front.
 * @param limit where the text ends at the latest
 * @param rule null keeps the value whole
 * @returns where the text ends, with the white space behind it; or MALFORMED, and nothing was written
 */
export function project(from: usize, limit: usize, isDoubled: bool, rule: KeyTable | null): usize {
  const before = Output.at;
  JsonText.end = limit;
  JsonText.quoteWidth = isDoubled ? 2 : 1;
  Spans.reset();
  Projection.counts.reset();
  const start = space(from);
  const wasNull = isNull(start);
  const end = wasNull ? start + 4 : value(start, rule, 0);
  if (end === MALFORMED) {
    Output.at = before;
    return MALFORMED;
  }
  Projection.result = wasNull ? Projected.Null : Output.at === before ? Projected.Nothing : Projected.Written;
  return space(end);
}

function value(from: usize, rule: KeyTable | null, depth: i32): usize {
  if (rule === null) return copyValue(from, depth, Projection.counts);
  const byte = byteAt(from);
  if (byte === OPEN_OBJECT && depth < MAX_JSON_DEPTH) return object(from, rule, depth + 1);
  if (byte === OPEN_ARRAY && depth < MAX_JSON_DEPTH) return array(from, rule, depth + 1);
  if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY && !isNull(from)) Projection.counts.scalars++;
  return skip(from, depth);
}

/** Elements that are neither object nor array write nothing, and so are dropped. */
function array(from: usize, rule: KeyTable, depth: i32): usize {
  const start = Output.at;
  let at = space(from + 1);
  if (byteAt(at) === CLOSE_ARRAY) return close(start, OPEN_ARRAY, CLOSE_ARRAY, at);
  while (true) {
    const before = Output.at;
    Output.push(COMMA);
    at = value(at, rule, depth);
    if (at === MALFORMED) return MALFORMED;
    if (Output.at === before + 1) Output.at = before;
    at = space(at);
    if (byteAt(at) === CLOSE_ARRAY) return close(start, OPEN_ARRAY, CLOSE_ARRAY, at);
    if (byteAt(at) !== COMMA) return MALFORMED;
    at = space(at + 1);
  }
}

function object(from: usize, table: KeyTable, depth: i32): usize {
  const start = Output.at;
  const spans = Spans.open();
  const number = ++Projection.objects;
  let at = space(from + 1);
  let isEnd = byteAt(at) === CLOSE_OBJECT;
  while (!isEnd) {
    at = member(at, table, number, depth);
    if (at === MALFORMED) return MALFORMED;
    at = space(at);
    isEnd = byteAt(at) === CLOSE_OBJECT;
    if (!isEnd && byteAt(at) !== COMMA) return MALFORMED;
    if (!isEnd) at = space(at + 1);
  }
  Spans.close(spans, start);
  return close(start, OPEN_OBJECT, CLOSE_OBJECT, at);
}

function member(from: usize, table: KeyTable, object: u64, depth: i32): usize {
  const at = key(from);
  if (at === MALFORMED) return MALFORMED;
  const listed = find(table);
  if (listed === null) return byteAt(at) === QUOTE ? string(at) : skip(at, depth);
  // Which of the two was meant can't be known.
  if (listed.seenIn === object) return MALFORMED;
  listed.seenIn = object;
  if (isNull(at)) return at + 4;
  const before = Output.at;
  Output.append(listed.prefix);
  const valueStart = Output.at;
  const end = value(at, listed.rule, depth);
  if (Output.at === valueStart) Output.at = before;
  else Spans.add(listed.place, before, Output.at);
  if (listed.isKey) Projection.counts.hasKey = true;
  return end;
}

/** The key that was read last, if it is listed. */
function find(table: KeyTable): ListedKey | null {
  if (!LastKey.escaped) return table.find(LastKey.from, LastKey.to);
  return escapedKey(table, LastKey.from, LastKey.to, JsonText.quoteWidth === 2);
}

/** The first member was written with a comma in front, which makes room for the bracket. */
function close(start: usize, open: u8, closing: u8, at: usize): usize {
  if (Output.at === start) Output.push(open);
  else store<u8>(start, open);
  Output.push(closing);
  return at + 1;
}
