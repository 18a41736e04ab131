import fc from "fast-check";
import type { Mask, NestedMask } from "../../contracts/mask.ts";
import { keyColumn, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { brokenJson } from "./broken-json.ts";
import { hostileCell } from "./hostile-cell.ts";
import { mark } from "./mark.ts";
import { nestedJson } from "./nested-json.ts";

type Cell = fc.Arbitrary<Buffer>;

/** A column of a RAW file, and what may stand in it. */
export interface Column {
  readonly name: string;
  /** Whether it passes on deletes too. */
  readonly isPassthrough: boolean;
  /** Cells with marks in their unlisted places alone. */
  readonly harmless: Cell;
  /** Sound cells with marks in their listed places too. */
  readonly marked: Cell;
}

const TEXTS = ["open", "N/A", "1.10", "", "NULL", 'a "b", c', "x\ny|z", "\u00e9\u{1f642}", "{}"] as const;
const VALUES = ['"ok"', "1.10", "9007199254740993", '{"x":["y",null]}', "null", "[]", '"\\u00e9"'] as const;

/** The columns that the mask lists, as one file may have them: some are absent, a nested one is a JSON cell, dotted headers or both. */
export function listedColumns(mask: Mask): fc.Arbitrary<readonly Column[]> {
  const ofMask = Object.entries(mask).map(([name, rule]) => {
    if (rule === "key") return fc.constant([]);
    if (rule === true) return fc.constant([textColumn(name)]);
    return rule === "json" ? fc.constant([jsonColumn(name)]) : nestedColumns(name, rule);
  });
  const present = ofMask.map((columns) =>
    fc.oneof({ weight: 4, arbitrary: columns }, { weight: 1, arbitrary: none() }),
  );
  return fc.tuple(fc.tuple(...present), fc.boolean()).map(([columns, hasTimestamp]) => {
    const passing = [keyColumn(mask), TIMESTAMP_COLUMN];
    const others = columns.flat().filter(({ name }) => !passing.includes(name));
    return [...passing.slice(0, hasTimestamp ? 2 : 1).map(passthrough), ...others];
  });
}

export function unlistedColumn(name: string): Column {
  return { name, isPassthrough: false, harmless: hostileCell(), marked: hostileCell() };
}

function passthrough(name: string): Column {
  const harmless = bytes(fc.constantFrom("5ca4bbc7a2dd94ee5816238c", "2026-11-21 10:15:00.000000", "", "NULL"));
  return { name, isPassthrough: true, harmless, marked: bytes(mark()) };
}

function textColumn(name: string): Column {
  return { name, isPassthrough: false, harmless: bytes(fc.constantFrom(...TEXTS)), marked: bytes(mark()) };
}

function jsonColumn(name: string): Column {
  const sound = fc.constantFrom(...VALUES);
  const marked = mark().map((word) => `["${word}"]`);
  return { name, isPassthrough: false, harmless: bytes(fc.oneof(sound, brokenJson(undefined))), marked: bytes(marked) };
}

function nestedColumn(name: string, mask: NestedMask): Column {
  const nothing = fc.constantFrom("", "NULL", "null");
  const harmless = fc.oneof(nestedJson(mask, fc.constantFrom(...VALUES)), brokenJson(mask), nothing);
  const marked = nestedJson(
    mask,
    mark().map((word) => `"${word}"`),
  );
  return { name, isPassthrough: false, harmless: bytes(harmless), marked: bytes(marked) };
}

function nestedColumns(path: string, mask: NestedMask): fc.Arbitrary<readonly Column[]> {
  const cell = fc.constant([nestedColumn(path, mask)]);
  const inner = Object.entries(mask).map(([key, rule]) => {
    const name = `${path}.${key}`;
    return rule === true ? fc.constant([textColumn(name)]) : nestedColumns(name, rule);
  });
  const dotted = fc.tuple(...inner).map((columns) => columns.flat());
  return fc.oneof(
    cell,
    dotted,
    fc.tuple(cell, dotted).map(([own, others]) => [...own, ...others]),
  );
}

function none(): fc.Arbitrary<readonly Column[]> {
  return fc.constant([]);
}

function bytes(text: fc.Arbitrary<string>): Cell {
  return text.map((written) => Buffer.from(written));
}
