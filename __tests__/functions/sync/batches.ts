import type { Row } from "./world.ts";

export const at = (minute: number) => `2026-07-27 01:${String(minute).padStart(2, "0")}:00`;
export const FULL = "20260727T0130";
export const CHANGES = "20260727T0230";
export const REPEAT = "20260727T0330";
export const NEXT_FULL = "20260727T0430";

/** The source after each batch: one row changes and one is new, then one changes again, and another comes twice. */
export const FIRST: readonly Row[] = [
  [1, "u1", "", at(1)],
  [2, "u2", undefined, at(2)],
  [3, 'u"3', "a,\nb", at(3)],
];
export const CHANGED: readonly Row[] = [
  [2, "u2", "changed", at(40)],
  [4, "u4", "new", at(41)],
];
export const REPEATED: readonly Row[] = [
  [4, "u4", "new", at(41)],
  [1, "u1", "first", at(50)],
  [1, "u1", "second", at(51)],
];
export const END = [
  ["1", "u1", "second", at(51)],
  ["2", "u2", "changed", at(40)],
  ["3", 'u"3', "a,\nb", at(3)],
  ["4", "u4", "new", at(41)],
];
