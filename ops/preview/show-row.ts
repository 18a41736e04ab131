import type { Terminal } from "../../command/terminal.ts";
import { COLUMNS } from "../../command/wrap.ts";
import { prettyJson } from "./pretty-json.ts";

/** Least of a cell that is shown, however long its column's name is. */
const LEAST = 12;

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
  for (const { column, text, passes } of before) {
    const room = COLUMNS - "  + : ".length - column.length;
    const cell = `${column}: ${shorten(text, Math.max(LEAST, room))}`;
    out.print(passes ? green(`  + ${cell}`) : dim(`    ${cell}`));
  }
  out.print(bold("and after, the line in CLEAN"));
  out.print(green(prettyJson(after, 2)));
}

function shorten(cell: string, length: number): string {
  const text = cell.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ");
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
