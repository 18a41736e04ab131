import { CLOSE_OBJECT, LF, OPEN_OBJECT } from "./ascii";
import { Column } from "./column";
import { Field, FieldKind, Fields } from "./fields";
import { malformedCell } from "./host";
import { Projected, Projection, project } from "./json-projector";
import { KeyTable } from "./key-table";
import { Output } from "./output";
import { Plan } from "./plan";
import { writeText } from "./text-writer";

/** Writes the line of the record that was found last. */
export function writeRow(fields: Fields): void {
  if (!writeObject(fields)) {
    Output.push(OPEN_OBJECT);
    Output.push(CLOSE_OBJECT);
  }
  Output.push(LF);
}

/** @returns whether there was anything to write */
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
  // In place of the first field's comma.
  store<u8>(start, OPEN_OBJECT);
  Output.push(CLOSE_OBJECT);
  return true;
}

function writeValue(field: Field): bool {
  const column = field.column;
  if (field.kind === FieldKind.Text) return column !== null && writeCell(column);
  const found = column === null ? Projected.Null : writeJson(column, field.rule);
  if (found === Projected.Null && field.kind === FieldKind.Nested) return writeObject(field.flattened);
  return found === Projected.Written;
}

function writeCell(column: Column): bool {
  if (isNullCell(column)) return false;
  writeText(column.from, column.to, column.isQuoted);
  return true;
}

function writeJson(column: Column, rule: KeyTable | null): Projected {
  if (isNullCell(column)) return Projected.Null;
  if (column.found !== Projected.Unknown) return writeFound(column);
  const from = column.from;
  const to = column.to;
  const before = Output.at;
  Output.reserve(to - from + 2);
  if (project(from, to, column.isQuoted, rule) === to) return Projection.result;
  Output.at = before;
  malformedCell(column.index);
  return Projected.Unknown;
}

function writeFound(column: Column): Projected {
  const length = column.asideTo - column.asideFrom;
  Output.reserve(length);
  Output.copy(column.asideFrom, length);
  return column.found;
}

/** Whether the cell is empty, or just the null marker. */
function isNullCell(column: Column): bool {
  return column.from === column.to || column.is(Plan.nullMarker);
}
