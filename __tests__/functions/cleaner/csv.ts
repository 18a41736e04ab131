/** Writes CSV as DMS does, but also quotes a cell with a CR, which could become part of a line end. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(",")}\n`).join("");
}

function writeCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
