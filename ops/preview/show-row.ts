import type { Terminal } from "../../command/terminal.ts";

/** Widest cell to be shown; the file has the rest. */
const WIDTH = 90;

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
    const cell = `${column}: ${shorten(text)}`;
    out.print(passes ? green(`  + ${cell}`) : dim(`    ${cell}`));
  }
  out.print(bold("and after, the line in CLEAN"));
  out.print(green(`  ${after}`));
}

function shorten(cell: string): string {
  const text = cell.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ");
  return text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
}
