/** Which cells are quoted: those that need it, as DMS does; all; or none, even if they need it. */
type Quoting = "as needed" | "always" | "never";

export interface Dialect {
  readonly delimiter: string;
  readonly quoting: Quoting;
  readonly lineEnd: string;
}

/** A header and its records. Cells are bytes, because not all input is UTF-8. */
export interface Csv {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Buffer[])[];
}

export function writeCsv({ header, rows }: Csv, dialect: Dialect): Buffer {
  const names = header.map((name) => Buffer.from(name));
  return Buffer.concat([names, ...rows].map((cells) => writeRecord(cells, dialect)));
}

/** A record and its line end. */
export function writeRecord(cells: readonly Buffer[], { delimiter, quoting, lineEnd }: Dialect): Buffer {
  const parts = cells.flatMap((cell, index) => [
    Buffer.from(index === 0 ? "" : delimiter),
    quoting === "always" || (quoting === "as needed" && needsQuotes(cell, delimiter)) ? quoted(cell) : cell,
  ]);
  return Buffer.concat([...parts, Buffer.from(lineEnd)]);
}

function needsQuotes(cell: Buffer, delimiter: string): boolean {
  return cell.includes('"') || cell.includes(delimiter) || cell.includes("\n");
}

function quoted(cell: Buffer): Buffer {
  // In latin1 every byte is a character.
  return Buffer.from(`"${cell.toString("latin1").replaceAll('"', '""')}"`, "latin1");
}
