import { stripVTControlCharacters } from "node:util";

/** Lines of aligned columns: the first one to the left, the numbers behind it to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ""))),
  );
  const line = (row: readonly string[]) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join("");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

function pad(cell: string, columnWidth: number, column: number): string {
  const space = " ".repeat(columnWidth - width(cell));
  return column === 0 ? `  ${cell}${space}` : `  ${space}${cell}`;
}

/** Colours take no room. */
function width(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
