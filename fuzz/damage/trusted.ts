import { keyPaths } from "../../contracts/key.ts";
import type { Mask } from "../../contracts/mask.ts";
import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";

/** A file as an independent reader reads it: csv-parse in its strictest mode. */
export interface Reading {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NULL_MARKER = "NULL";

/** Whether a file follows rules 5 and 7: a second implementation, independent of the cleaner's. */
export function isTrusted({ header, rows }: Reading, mask: Mask): boolean {
  const keys = keyPaths(mask).map((path) => path.map((_, length) => path.slice(0, length + 1).join(".")));
  return (
    new Set(header).size === header.length &&
    keys.every((names) => names.some((name) => header.includes(name))) &&
    rows.every(([first = "", ...others]) => isAligned([first.replace(/^\uFEFF/, ""), ...others], header, keys.flat()))
  );
}

function isAligned(cells: readonly string[], header: readonly string[], keyNames: readonly string[]): boolean {
  if (header[0] === "Op" && !["I", "U", "D"].includes(cells[0] ?? "")) return false;
  const at = (name: string) => cells[header.indexOf(name)] ?? "";
  const time = at(TIMESTAMP_COLUMN);
  if (!isNull(time)) return /^\d{4}-\d\d-\d\d/.test(time);
  const keyCells = keyNames.map(at).filter((text) => !isNull(text));
  return !cells.some((text) => keyNames.includes(text)) && !keyCells.some((text) => header.includes(text));
}

function isNull(text: string): boolean {
  return text === "" || text === NULL_MARKER;
}
