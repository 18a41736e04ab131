import fc from "fast-check";
import { hasKey, keyMask } from "../../contracts/key.ts";
import type { ColumnMask, Mask, NestedMask } from "../../contracts/mask.ts";
import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { brokenJson } from "./broken-json.ts";
import { hostileCell } from "./hostile-cell.ts";
import { nestedJson } from "./nested-json.ts";
import { plantedValue } from "./planted-value.ts";

type Cell = fc.Arbitrary<Buffer>;

/** A column of a RAW file, and its possible cells. */
export interface Column {
  readonly name: string;
  /** Cells with planted values only in unlisted places. */
  readonly harmless: Cell;
  /** The same for a delete, of which only the key and the timestamp pass. */
  readonly onDelete: Cell;
  /** Sound cells with planted values also in listed places. */
  readonly planted: Cell;
}

const TEXTS = ["open", "N/A", "1.10", "", "NULL", 'a "b", c', "x\ny|z", "\u00e9\u{1f642}", "{}"] as const;
const VALUES = [
  '"ok"',
  "1.10",
  "9007199254740993",
  '{"x":["y",null]}',
  "null",
  "[]",
  '"\\u00e9"',
  '"\\ud83d"',
] as const;
const KEYS = ["5ca4bbc7a2dd94ee5816238c", "2026-11-21 10:15:00.000000", "", "NULL"] as const;
const TIMES = ["2026-11-21 10:15:00.000000", "2026-11-21", "", "NULL"] as const;

/** The listed columns of a file: some are absent; a nested one is a JSON cell, dotted headers or both. */
export function listedColumns(mask: Mask): fc.Arbitrary<readonly Column[]> {
  const key = keyMask(mask);
  const listed = Object.entries({ ...key, ...mask }).filter(([name]) => name !== TIMESTAMP_COLUMN);
  const ofMask = listed.map(([name, rule]) => {
    const columns = columnsOf(name, rule, hasKey(rule) || Object.hasOwn(key, name));
    // A file without the key fails.
    return Object.hasOwn(key, name) ? columns : fc.oneof({ weight: 4, arbitrary: columns }, none());
  });
  return fc
    .tuple(fc.tuple(...ofMask), fc.boolean())
    .map(([columns, hasTimestamp]) => [...(hasTimestamp ? [timestamp()] : []), ...columns.flat()]);
}

export function unlistedColumn(name: string): Column {
  return { name, harmless: hostileCell(), onDelete: hostileCell(), planted: hostileCell() };
}

function columnsOf(name: string, rule: ColumnMask, isKey: boolean): fc.Arbitrary<readonly Column[]> {
  if (typeof rule === "object") return nestedColumns(name, rule);
  if (isKey) return fc.constant([passthrough(name)]);
  return fc.constant([rule === "json" ? jsonColumn(name) : textColumn(name)]);
}

function passthrough(name: string): Column {
  const harmless = bytes(fc.constantFrom(...KEYS));
  return { name, harmless, onDelete: harmless, planted: bytes(plantedValue()) };
}

/** A text that does not begin like a date fails the file. */
function timestamp(): Column {
  const harmless = bytes(fc.constantFrom(...TIMES));
  return {
    name: TIMESTAMP_COLUMN,
    harmless,
    onDelete: harmless,
    // The part after the date is not checked.
    planted: bytes(
      fc.oneof(
        plantedValue().map((word) => `2026-11-21 ${word}`),
        fc.constant(TIMES[0]),
      ),
    ),
  };
}

function textColumn(name: string): Column {
  return dropped({ name, harmless: bytes(fc.constantFrom(...TEXTS)), planted: bytes(plantedValue()) });
}

function jsonColumn(name: string): Column {
  const harmless = bytes(fc.oneof(fc.constantFrom(...VALUES), brokenJson(undefined)));
  return dropped({ name, harmless, planted: bytes(plantedValue().map((word) => `["${word}"]`)) });
}

function nestedColumn(name: string, mask: NestedMask): Column {
  const planted = plantedValue().map((word) => `"${word}"`);
  const cells = { name, harmless: nestedCell(mask), planted: bytes(nestedJson(mask, planted)) };
  const key = hasKey(mask) ? keyMask({ [name]: mask })[name] : undefined;
  return typeof key === "object" ? { ...cells, onDelete: nestedCell(key) } : dropped(cells);
}

function nestedCell(mask: NestedMask): Cell {
  const nothing = fc.constantFrom("", "NULL", "null");
  return bytes(fc.oneof(nestedJson(mask, fc.constantFrom(...VALUES)), brokenJson(mask), nothing));
}

function nestedColumns(path: string, mask: NestedMask): fc.Arbitrary<readonly Column[]> {
  const cell = fc.constant([nestedColumn(path, mask)]);
  const inner = Object.entries(mask).map(([key, rule]) => columnsOf(`${path}.${key}`, rule, rule === "key"));
  const dotted = fc.tuple(...inner).map((columns) => columns.flat());
  return fc.oneof(
    cell,
    dotted,
    fc.tuple(cell, dotted).map(([own, others]) => [...own, ...others]),
  );
}

/** A column that a delete drops. */
function dropped(column: Omit<Column, "onDelete">): Column {
  return { ...column, onDelete: fc.oneof(column.planted, hostileCell()) };
}

function none(): fc.Arbitrary<readonly Column[]> {
  return fc.constant([]);
}

function bytes(text: fc.Arbitrary<string>): Cell {
  return text.map((written) => Buffer.from(written));
}
