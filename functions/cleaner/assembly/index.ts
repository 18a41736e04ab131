import { Bytes } from "./bytes";
import { Column } from "./column";
import { Field, FieldKind, Fields } from "./fields";
import { KeyTable, ListedKey } from "./key-table";
import { Output } from "./output";
import { Plan } from "./plan";
import { Reader } from "./reader";
import { LastRecord } from "./record-scanner";
import { layOutRegions, Regions } from "./regions";
import { Spans } from "./spans";
import { findUnread } from "./unread";

export { readAll } from "./reader";
export { scan } from "./record-scanner";

/*
 * The functions that TypeScript calls, from `bytes/`. First it passes the plan: how records become lines. Objects are returned as
 * addresses, which it passes back. Then it copies bytes into the window and calls `readAll`.
 */

export function newBytes(length: usize): Bytes {
  return Bytes.allocate(length);
}

export function addressOf(bytes: Bytes): usize {
  return bytes.at;
}

/** @param keys number of keys that will be added to it */
export function newTable(keys: i32): KeyTable {
  return new KeyTable(keys);
}

/** @param rule what may pass of the value; null keeps it whole @param isKey whether the value is a part of the document's key */
export function addKey(table: KeyTable, rule: KeyTable | null, name: Bytes, prefix: Bytes, isKey: bool): ListedKey {
  return table.add(rule, name, prefix, isKey);
}

/** For a test: the number of comparisons if each key of a table is looked up once. */
export function comparisons(table: KeyTable): i32 {
  return table.comparisons();
}

/** @param names of the columns, one after the other, each preceded by its length in bytes, in four bytes */
export function setColumns(names: Bytes, count: i32, hasOp: bool, nullMarker: Bytes): void {
  Plan.columns = new StaticArray<Column>(count);
  let at = names.at;
  for (let index = 0; index < count; index++) {
    const length = load<u32>(at);
    Plan.columns[index] = new Column(index, new Bytes(at + 4, length));
    at += 4 + length;
  }
  Plan.hasOp = hasOp;
  Plan.nullMarker = nullMarker;
}

export function setTimestamp(column: i32): void {
  Plan.timestamp = read(column);
}

/** Adds a column that has the key, or a part of it. */
export function addKeyColumn(column: i32): void {
  Plan.keys.push(read(column));
}

/** Adds a name that the key's column may have in a header. */
export function addKeyName(name: Bytes): void {
  Plan.keyNames.push(name);
}

/** Lets a column's quoted cells be projected while the scanner looks for their end. */
export function readAhead(column: i32, rule: KeyTable | null): void {
  Plan.columns[column].isAhead = true;
  Plan.columns[column].rule = rule;
}

export function fields(): Fields {
  return Plan.fields;
}

export function deleteFields(): Fields {
  return Plan.deleteFields;
}

/** @param column -1 if the header has none @returns the list of the columns into which a nested field was flattened, to be filled */
export function addField(
  to: Fields,
  kind: FieldKind,
  column: i32,
  rule: KeyTable | null,
  prefix: Bytes,
  isKey: bool,
): Fields {
  if (rule !== null) Plan.deepestChain = max(Plan.deepestChain, rule.chain);
  const field = new Field(kind, column < 0 ? null : read(column), rule, prefix, isKey);
  to.add(field);
  return field.flattened;
}

function read(index: i32): Column {
  const column = Plan.columns[index];
  column.isRead = true;
  return column;
}

/** Completes the plan. @param line of the file on which the window starts */
export function begin(line: f64, windowBytes: usize): void {
  findUnread();
  Reader.line = line;
  Spans.allocate(Plan.deepestChain);
  layOutRegions(windowBytes, Plan.columns.length, 0);
  Output.restart();
}

/** Enlarges the window; its bytes and the lines are kept. */
export function enlarge(windowBytes: usize): void {
  const kept = Output.at - Regions.lines;
  layOutRegions(windowBytes, Plan.columns.length, kept);
  Output.at = Regions.lines + kept;
}

export function windowAt(): usize {
  return Regions.window;
}

/** Where the last record starts, or the record with a fault. */
export function startAt(): usize {
  return Reader.start;
}

/** Where the next record starts, or the record that is incomplete. */
export function nextAt(): usize {
  return LastRecord.next;
}

export function foundLineEnds(): i32 {
  return LastRecord.lineEnds;
}

export function foundSize(): usize {
  return LastRecord.size;
}

export function foundColumn(): i32 {
  return LastRecord.column;
}

export function line(): f64 {
  return Reader.line;
}

export function rows(): f64 {
  return Reader.rows;
}

export function deletes(): f64 {
  return Reader.deletes;
}

export function keyless(): f64 {
  return Reader.keyless;
}

export function keylessDeletes(): f64 {
  return Reader.keylessDeletes;
}

export function scalars(): f64 {
  return Reader.scalars;
}

/** Lone surrogates that became U+FFFD. */
export function replaced(): f64 {
  return Reader.replaced;
}

export function linesAt(): usize {
  return Regions.lines;
}

export function linesLength(): usize {
  return Output.at - Regions.lines;
}

/** Lets new lines overwrite these, which the caller must have used before it appends. */
export function forgetLines(): void {
  Output.restart();
}
