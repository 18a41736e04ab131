import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./ascii";
import { escapedKey } from "./host";
import { isNull } from "./json-literal";
import { LastKey, skipKey, skipString } from "./json-string";
import { byteAt, JsonText, MALFORMED, MAX_JSON_DEPTH, skipSpace } from "./json-text";
import { skipValue } from "./json-value";
import { copyValue } from "./json-whole";
import { KeyTable, ListedKey } from "./key-table";
import { Output } from "./output";
import { Spans } from "./spans";
import { ValueCounts } from "./value-counts";

/** The result of projecting a JSON cell. `Nothing`: it is valid, but none of it may pass. */
export enum Projected {
  Unknown,
  Written,
  Nothing,
  Null,
}

/** The result of the last projection. */
export class Projection {
  static result: Projected = Projected.Unknown;
  static readonly counts: ValueCounts = new ValueCounts();
  /** The number of the last object whose keys were looked up. Objects under one table are never nested in each other. */
  static objects: u64 = 0;
}

/**
 * Writes the listed parts of a JSON cell, from bytes to bytes: no object is built, no number is parsed. It writes at most as many bytes
 * as it reads, and a bracket and a comma more.
 * @param limit the text must end there or before
 * @param rule null keeps the value whole
 * @returns the end of the text and of the white space after it; MALFORMED if nothing was written
 */
export function project(from: usize, limit: usize, isDoubled: bool, rule: KeyTable | null): usize {
  const before = Output.at;
  JsonText.end = limit;
  JsonText.quoteWidth = isDoubled ? 2 : 1;
  Spans.reset();
  Projection.counts.reset();
  const start = skipSpace(from);
  const wasNull = isNull(start);
  const end = wasNull ? start + 4 : projectValue(start, rule, 0);
  if (end === MALFORMED) {
    Output.at = before;
    return MALFORMED;
  }
  Projection.result = wasNull ? Projected.Null : Output.at === before ? Projected.Nothing : Projected.Written;
  return skipSpace(end);
}

function projectValue(from: usize, rule: KeyTable | null, depth: i32): usize {
  if (rule === null) return copyValue(from, depth, Projection.counts);
  const byte = byteAt(from);
  if (byte === OPEN_OBJECT && depth < MAX_JSON_DEPTH) return projectObject(from, rule, depth + 1);
  if (byte === OPEN_ARRAY && depth < MAX_JSON_DEPTH) return projectArray(from, rule, depth + 1);
  if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY && !isNull(from)) Projection.counts.scalars++;
  return skipValue(from, depth);
}

/** Elements that are neither object nor array write nothing, so they are dropped. */
function projectArray(from: usize, rule: KeyTable, depth: i32): usize {
  const start = Output.at;
  let at = skipSpace(from + 1);
  if (byteAt(at) === CLOSE_ARRAY) return close(start, OPEN_ARRAY, CLOSE_ARRAY, at);
  while (true) {
    const before = Output.at;
    Output.push(COMMA);
    at = projectValue(at, rule, depth);
    if (at === MALFORMED) return MALFORMED;
    if (Output.at === before + 1) Output.at = before;
    at = skipSpace(at);
    if (byteAt(at) === CLOSE_ARRAY) return close(start, OPEN_ARRAY, CLOSE_ARRAY, at);
    if (byteAt(at) !== COMMA) return MALFORMED;
    at = skipSpace(at + 1);
  }
}

function projectObject(from: usize, table: KeyTable, depth: i32): usize {
  const start = Output.at;
  const spans = Spans.open();
  const number = ++Projection.objects;
  let at = skipSpace(from + 1);
  let isEnd = byteAt(at) === CLOSE_OBJECT;
  while (!isEnd) {
    at = projectMember(at, table, number, depth);
    if (at === MALFORMED) return MALFORMED;
    at = skipSpace(at);
    isEnd = byteAt(at) === CLOSE_OBJECT;
    if (!isEnd && byteAt(at) !== COMMA) return MALFORMED;
    if (!isEnd) at = skipSpace(at + 1);
  }
  Spans.close(spans, start);
  return close(start, OPEN_OBJECT, CLOSE_OBJECT, at);
}

function projectMember(from: usize, table: KeyTable, object: u64, depth: i32): usize {
  const at = skipKey(from);
  if (at === MALFORMED) return MALFORMED;
  const listed = find(table);
  if (listed === null) return byteAt(at) === QUOTE ? skipString(at) : skipValue(at, depth);
  // A listed key occurs twice, and nobody can know which one was meant.
  if (listed.seenIn === object) return MALFORMED;
  listed.seenIn = object;
  if (isNull(at)) return at + 4;
  const before = Output.at;
  Output.append(listed.prefix);
  const valueStart = Output.at;
  const end = projectValue(at, listed.rule, depth);
  if (Output.at === valueStart) Output.at = before;
  else Spans.add(listed.place, before, Output.at);
  if (listed.isKey) Projection.counts.hasKey = true;
  return end;
}

/** The last key, if it is listed. */
function find(table: KeyTable): ListedKey | null {
  if (!LastKey.escaped) return table.find(LastKey.from, LastKey.to);
  return escapedKey(table, LastKey.from, LastKey.to, JsonText.quoteWidth === 2);
}

/** Writes both brackets; the opening one overwrites the comma before the first member. */
function close(start: usize, open: u8, closing: u8, at: usize): usize {
  if (Output.at === start) Output.push(open);
  else store<u8>(start, open);
  Output.push(closing);
  return at + 1;
}
