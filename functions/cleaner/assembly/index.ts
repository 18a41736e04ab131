import { Bytes } from "./bytes";
import { Column } from "./column";
import { Field, FieldKind, Fields } from "./fields";
import { KeyTable, ListedKey } from "./key-table";
import { Output } from "./output";
import { Plan, Witness } from "./plan";
import { Reader } from "./reader";
import { Found } from "./record-scanner";
import { layOut, Regions } from "./regions";
import { Spans } from "./spans";

export { readAll } from "./reader";
export { scan } from "./record-scanner";

/*
 * What TypeScript calls, from `bytes/`. First it says how records become lines; objects are handed out as addresses, which it
 * gives back. Then it puts bytes into the window and has them read.
 */

export function newBytes(length: usize): Bytes {
  return Bytes.allocate(length);
}

export function addressOf(bytes: Bytes): usize {
  return bytes.at;
}

export function newTable(): KeyTable {
  return new KeyTable();
}

/** @param rule what may pass of the value; null keeps it whole */
export function addKey(table: KeyTable, rule: KeyTable | null, name: Bytes, prefix: Bytes): ListedKey {
  return table.add(rule, name, prefix);
}

export function setColumns(count: i32, hasOp: bool, nullMarker: Bytes): void {
  Plan.columns = new StaticArray<Column>(count);
  for (let index = 0; index < count; index++) Plan.columns[index] = new Column(index);
  Plan.hasOp = hasOp;
  Plan.nullMarker = nullMarker;
}

export function addWitness(column: i32, name: Bytes): void {
  Plan.witnesses.push(new Witness(Plan.columns[column], name));
}

/** Has a column's quoted cells projected while their end is looked for. */
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

/** @param column -1 where there is none @returns the columns into which a nested field was flattened, to be filled */
export function addField(to: Fields, kind: FieldKind, column: i32, rule: KeyTable | null, prefix: Bytes): Fields {
  if (rule !== null) Plan.deepestChain = max(Plan.deepestChain, rule.chain);
  const field = new Field(kind, column < 0 ? null : Plan.columns[column], rule, prefix);
  to.add(field);
  return field.flattened;
}

/** Ends the plan. @param line of the file on which the window starts */
export function begin(line: f64, windowBytes: usize): void {
  Reader.line = line;
  Spans.allocate(Plan.deepestChain);
  layOut(windowBytes, Plan.columns.length, 0);
  Output.restart();
}

/** Room for a larger window; what it holds stays, and so do the lines. */
export function enlarge(windowBytes: usize): void {
  const kept = Output.at - Regions.lines;
  layOut(windowBytes, Plan.columns.length, kept);
  Output.at = Regions.lines + kept;
}

export function windowAt(): usize {
  return Regions.window;
}

/** Where the record starts that was read last, or is at fault. */
export function startAt(): usize {
  return Reader.start;
}

/** Where the next record starts; where one was not whole, that one. */
export function nextAt(): usize {
  return Found.next;
}

export function foundLineEnds(): i32 {
  return Found.lineEnds;
}

export function foundSize(): usize {
  return Found.size;
}

export function foundColumn(): i32 {
  return Found.column;
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

export function linesAt(): usize {
  return Regions.lines;
}

export function linesLength(): usize {
  return Output.at - Regions.lines;
}

/** Forgets the lines, which the caller has copied. */
export function forgetLines(): void {
  Output.restart();
}
