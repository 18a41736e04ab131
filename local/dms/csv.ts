/** Records as DMS writes them with `Rfc4180`: each ends in LF, and a cell is quoted only if it has a quote, a comma or a newline. */
export function toCsv(records: Iterable<readonly string[]>): string {
  let csv = "";
  for (const cells of records) csv += `${cells.map(toCell).join(",")}\n`;
  return csv;
}

function toCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
