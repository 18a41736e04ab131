import { count } from "../../command/count.ts";
import { shorten } from "../../command/safe-text.ts";
import type { Terminal } from "../../command/terminal.ts";
import { COLUMNS } from "../../command/wrap.ts";
import { prettyJson } from "./pretty-json.ts";

/** Most of a column's name that is shown: it may be as long as a record. A longer one is never printed without --show-values. */
const NAME_LENGTH = 64;

/** What is cut off a longer cell need not be looked at. */
const MAX_CELL = 1000;

/** Least of a cell that is shown, however long its column's name is. */
const LEAST = 12;

/** Of the columns that do not pass, the first ones show what is left out. */
const MAX_DROPPED = 100;

export interface ShownCell {
  readonly column: string;
  /** The cell, or what may be shown in its place. */
  readonly text: string;
  /** Whole or in part. */
  readonly passes: boolean;
}

/** A record as it stood in RAW, column by column, and the line that it becomes. */
export function showRow(before: readonly ShownCell[], after: string, out: Terminal): void {
  const { bold, dim, green } = out.colors;
  out.print(bold("\nOne row before, column by column (+ what passes, whole or in part)"));
  const { shown, left } = shortList(before, ({ passes }) => passes);
  for (const { column, text, passes } of shown) {
    const name = shownName(column);
    const cell = `${name}: ${shortenCell(text, Math.max(LEAST, COLUMNS - "  + : ".length - name.length))}`;
    out.print(passes ? green(`  + ${cell}`) : dim(`    ${cell}`));
  }
  if (left > 0) out.print(dim(`    … ${count(left, "more column")} that do not pass`));
  out.print(bold("and after, the line in CLEAN"));
  out.print(green(prettyJson(after, 2)));
}

/** A column's name, which may be of any length and have any character in it. */
export function shownName(column: string): string {
  return shorten(column, NAME_LENGTH);
}

/** All columns that pass, and the first ones that do not; with how many more there are. */
export function shortList<Column>(all: readonly Column[], passes: (column: Column) => boolean) {
  let dropped = 0;
  const shown = all.filter((column) => passes(column) || dropped++ < MAX_DROPPED);
  return { shown, left: all.length - shown.length };
}

/** White space of any kind and length as one space, so that the cell stays on its line. */
function shortenCell(cell: string, length: number): string {
  return shorten(cell.slice(0, MAX_CELL).replace(/\s+/gu, " "), length);
}
