import type { ColumnMask, Mask, NestedMask } from "../../../contracts/mask.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../../contracts/passthrough.ts";
import { NULL_MARKER } from "../../data-sets/data-set.ts";

/** The usual way to project a row: cells as strings, `JSON.parse`, an object a row, `JSON.stringify`. */
export type ToLine<Row> = (row: Row) => string;

interface Field<At> {
  readonly name: string;
  readonly at: At;
  readonly read: (cell: string) => unknown;
}

interface Key {
  readonly name: string;
  readonly inner: readonly Key[] | undefined;
}

/** For rows that are objects by column name. */
export function objectToLine(mask: Mask): ToLine<Readonly<Record<string, string | undefined>>> {
  return compile(mask, (name) => name);
}

/** For rows that are arrays of cells. */
export function arrayToLine(mask: Mask, header: readonly string[]): ToLine<readonly string[]> {
  return compile(mask, (name) => header.indexOf(name));
}

function compile<At extends PropertyKey>(mask: Mask, locate: (name: string) => At) {
  const passthrough = ["oid__id", TIMESTAMP_COLUMN, OP_COLUMN].map((name) => compileField(name, true, locate));
  const listed = Object.entries(mask).map(([name, rule]) => compileField(name, rule, locate));
  const fields = [...listed, ...passthrough];
  const op = locate(OP_COLUMN);
  return (row: { readonly [at in At]?: string | undefined }): string => {
    const kept: Record<string, unknown> = {};
    for (const { name, at, read } of row[op] === "D" ? passthrough : fields) {
      const cell = row[at];
      if (cell !== undefined && cell !== "" && cell !== NULL_MARKER) kept[name] = read(cell) ?? undefined;
    }
    return `${JSON.stringify(kept)}\n`;
  };
}

function compileField<At>(name: string, rule: ColumnMask, locate: (name: string) => At): Field<At> {
  const at = locate(name);
  if (rule === "json") return { name, at, read: (cell) => JSON.parse(cell) };
  if (typeof rule !== "object") return { name, at, read: (cell) => cell };
  const keys = compileKeys(rule);
  return { name, at, read: (cell) => project(JSON.parse(cell), keys) };
}

function compileKeys(mask: NestedMask): Key[] {
  return Object.entries(mask).map(([name, rule]) => ({
    name,
    inner: typeof rule === "object" ? compileKeys(rule) : undefined,
  }));
}

function project(value: unknown, keys: readonly Key[]): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return value.map((item) => project(item, keys)).filter((item) => item !== undefined);
  const kept: Record<string, unknown> = {};
  for (const { name, inner } of keys) {
    const member = (value as Record<string, unknown>)[name] ?? undefined;
    if (member !== undefined) kept[name] = inner === undefined ? member : project(member, inner);
  }
  return kept;
}
