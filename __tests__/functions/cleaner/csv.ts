/** Writes CSV as DMS does: a cell is quoted only where it holds a quote, a comma or a newline. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(",")}\n`).join("");
}

function writeCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
