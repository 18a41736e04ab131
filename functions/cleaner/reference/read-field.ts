import type { FieldPlan, NestedField } from "../field-plan.ts";
import { jsonKey } from "../json-key.ts";
import { isNull, type JsonValue, parseJson, writeJson } from "./json-value.ts";
import { projectJson, RepeatedKey } from "./project-json.ts";
import { ValueCounts } from "./value-counts.ts";

/** A record, for its fields. */
export interface Row {
  /** The text of the cell in a column; undefined if it is null or empty. */
  readonly cell: (index: number) => string | undefined;
  /** Called for each cell that should be JSON and is not, is nested too deep or repeats a listed key. */
  readonly malformed: (index: number) => void;
  readonly counts: ValueCounts;
}

/** `"name":value` for each field that has a value. */
export function writeMembers(fields: readonly FieldPlan[], row: Row): string[] {
  return fields.flatMap((field) => {
    const value = readField(field, row);
    return value === undefined ? [] : [`${jsonKey(field.name)}:${value}`];
  });
}

/** The field's JSON text; undefined if the field is left out. */
function readField(field: FieldPlan, row: Row): string | undefined {
  if (field.kind === "nested") return readNested(field, row);
  const written = field.kind === "json" ? readWhole(field.index, row) : readText(field.index, row);
  if (field.isKey && written !== undefined) row.counts.hasKey = true;
  return written;
}

function readText(index: number, { cell }: Row): string | undefined {
  const text = cell(index);
  return text === undefined ? undefined : JSON.stringify(text);
}

function readWhole(index: number, row: Row): string | undefined {
  const value = readJson(index, row);
  return value === undefined || value === "malformed" || isNull(value) ? undefined : writeJson(value, row.counts);
}

function readNested({ index, mask, flattened }: NestedField, row: Row): string | undefined {
  const value = index === undefined ? undefined : readJson(index, row);
  if (value === "malformed") return undefined;
  if (value === undefined || isNull(value)) return writeObject(flattened, row);
  // The counts of a cell that is left out are discarded.
  const counts = new ValueCounts();
  try {
    const written = projectJson(value, mask, counts);
    row.counts.add(counts);
    return written;
  } catch (error) {
    if (!(error instanceof RepeatedKey)) throw error;
    row.malformed(index as number);
    return undefined;
  }
}

function readJson(index: number, { cell, malformed }: Row): JsonValue | "malformed" | undefined {
  const text = cell(index);
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (value === undefined) malformed(index);
  return value ?? "malformed";
}

function writeObject(fields: readonly FieldPlan[], row: Row): string | undefined {
  const members = writeMembers(fields, row);
  return members.length === 0 ? undefined : `{${members.join(",")}}`;
}
