import { CLOSE_OBJECT, LF, OPEN_OBJECT } from "./ascii";
import { Column } from "./column";
import { Field, FieldKind, Fields } from "./fields";
import { malformedCell } from "./host";
import { Projected, Projection, project } from "./json-projector";
import { KeyTable } from "./key-table";
import { Output } from "./output";
import { Plan } from "./plan";
import { writeText } from "./text-writer";
import { ValueCounts } from "./value-counts";

/** The current row. */
export class Row {
  static readonly counts: ValueCounts = new ValueCounts();
}

/** Writes the line of the last record. */
export function writeRow(fields: Fields): void {
  Row.counts.reset();
  if (!writeObject(fields)) {
    Output.push(OPEN_OBJECT);
    Output.push(CLOSE_OBJECT);
  }
  Output.push(LF);
}

/** @returns whether any field has a value */
function writeObject(fields: Fields): bool {
  const start = Output.at;
  let field = fields.first;
  while (field !== null) {
    const before = Output.at;
    Output.reserve(field.prefix.length);
    Output.append(field.prefix);
    if (!writeValue(field)) Output.at = before;
    field = field.next;
  }
  Output.reserve(4);
  if (Output.at === start) return false;
  // It overwrites the first field's comma.
  store<u8>(start, OPEN_OBJECT);
  Output.push(CLOSE_OBJECT);
  return true;
}

function writeValue(field: Field): bool {
  const column = field.column;
  const isWritten =
    field.kind === FieldKind.Text ? column !== null && writeCell(column) : writeJsonField(field, column);
  if (isWritten && field.isKey) Row.counts.hasKey = true;
  return isWritten;
}

function writeCell(column: Column): bool {
  if (column.isNull(Plan.nullMarker)) return false;
  writeText(column.from, column.to, column.isQuoted);
  return true;
}

function writeJsonField(field: Field, column: Column | null): bool {
  const found = column === null ? Projected.Null : writeJson(column, field.rule);
  if (found === Projected.Null && field.kind === FieldKind.Nested) return writeObject(field.flattened);
  return found === Projected.Written;
}

function writeJson(column: Column, rule: KeyTable | null): Projected {
  if (column.isNull(Plan.nullMarker)) return Projected.Null;
  if (column.found !== Projected.Unknown) return writeScratch(column);
  const from = column.from;
  const to = column.to;
  const before = Output.at;
  Output.reserve(to - from + 2);
  if (project(from, to, column.isQuoted, rule) === to) {
    count(Projection.counts);
    return Projection.result;
  }
  Output.at = before;
  malformedCell(column.index);
  return Projected.Unknown;
}

function writeScratch(column: Column): Projected {
  const length = column.scratchTo - column.scratchFrom;
  Output.reserve(length);
  Output.copy(column.scratchFrom, length);
  count(column.counts);
  return column.found;
}

function count(found: ValueCounts): void {
  if (found.hasKey) Row.counts.hasKey = true;
  Row.counts.scalars += found.scalars;
  Row.counts.replaced += found.replaced;
}
