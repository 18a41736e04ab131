import { stripVTControlCharacters } from "node:util";

/** Lines of aligned columns: the first `words` columns to the left, the numbers after them to the right. */
export function table(rows: readonly (readonly string[])[], words = 1): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ""))),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, column < words)).join("");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

function pad(cell: string, columnWidth: number, toLeft: boolean): string {
  const space = " ".repeat(columnWidth - width(cell));
  return toLeft ? `  ${cell}${space}` : `  ${space}${cell}`;
}

/** Colours have no width. */
function width(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
