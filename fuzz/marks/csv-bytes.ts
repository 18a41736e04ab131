/** How cells are quoted: only where they must be, as DMS does, or all of them. */
type Quoting = "as needed" | "always";

export interface Dialect {
  readonly delimiter: "," | "|";
  readonly quoting: Quoting;
  readonly lineEnd: "\n" | "\r\n";
}

/** A record and its line end. Cells are bytes, because not all that comes is UTF-8. */
export function writeRecord(cells: readonly Buffer[], { delimiter, quoting, lineEnd }: Dialect): Buffer {
  const parts = cells.flatMap((cell, index) => [
    Buffer.from(index === 0 ? "" : delimiter),
    quoting === "always" || needsQuotes(cell, delimiter) ? quoted(cell) : cell,
  ]);
  return Buffer.concat([...parts, Buffer.from(lineEnd)]);
}

function needsQuotes(cell: Buffer, delimiter: string): boolean {
  return cell.includes('"') || cell.includes(delimiter) || cell.includes("\n");
}

function quoted(cell: Buffer): Buffer {
  // In latin1 a byte is a character, whatever it is.
  return Buffer.from(`"${cell.toString("latin1").replaceAll('"', '""')}"`, "latin1");
}
