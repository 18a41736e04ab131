import { type Dialect, writeRecord } from "./csv-bytes.ts";
import type { RawFile } from "./raw-file.ts";
import type { Table } from "./table.ts";

/** Where a fault is put, and a mark to put it with. */
interface Place {
  /** Index of a record; the header is none. */
  readonly row: number;
  readonly word: string;
  /** Chooses among some that are alike. */
  readonly turn: number;
}

/** Writes a file's CSV so that the file must fail as a whole. */
type FatalFault = (file: Pick<RawFile, "table" | "dialect">, place: Place) => Buffer;

/** Rule 7, fault by fault. */
export const FATAL_FAULTS: Readonly<Record<string, FatalFault>> = {
  "a cell too many": ({ table, dialect }, { row, word }) =>
    write(
      changed(table, row, (cells) => [...cells, Buffer.from(word)]),
      dialect,
    ),
  "a cell too few": ({ table, dialect }, { row }) =>
    write(
      changed(table, row, (cells) => cells.slice(0, -1)),
      dialect,
    ),
  "text behind a closing quote": ({ table, dialect }, { row, word }) => {
    const record = writeRecord(table.rows[row] ?? [], { ...dialect, quoting: "always" });
    return withRecord(table, dialect, row, [withoutLineEnd(record, dialect), word, dialect.lineEnd]);
  },
  "a quote that is never closed": ({ table, dialect }, { row, word }) => {
    const start = withoutLineEnd(writeRecord((table.rows[row] ?? []).slice(0, -1), dialect), dialect);
    const last = { ...table, rows: table.rows.slice(0, row + 1) };
    return withRecord(last, dialect, row, [start, `${dialect.delimiter}"${word}\n${word}`]);
  },
  "an unknown Op": (file, { row, word }) => withOp(file, row, word),
  "an Op that is almost one": (file, { row, turn }) => withOp(file, row, ALMOST_OPS[turn % ALMOST_OPS.length] ?? ""),
  "a name that stands twice": ({ table, dialect }) => {
    const rows = table.rows.map((cells) => [...cells, ...cells.slice(-1)]);
    return write({ ...table, header: [...table.header, ...table.header.slice(-1)], rows }, dialect);
  },
  "a header in the middle": ({ table, dialect }, { row }) => {
    const again = table.header.map((name) => Buffer.from(name));
    return write({ ...table, rows: [...table.rows.slice(0, row + 1), again, ...table.rows.slice(row)] }, dialect);
  },
  // As the endpoint writes without AddColumnName: the first record is data, and may look like names, two of them alike.
  "no header": ({ table, dialect }, { word }) => {
    const alike = table.rows.map((cells) => cells.map((cell, index) => (index % 3 === 0 ? cell : Buffer.from(word))));
    return Buffer.concat(alike.map((cells) => writeRecord([...cells, Buffer.from(word)], dialect)));
  },
};

const ALMOST_OPS = ["i", "D ", "", "DELETE", "\0D", '"', "II"];

function withOp({ table, dialect }: Parameters<FatalFault>[0], row: number, op: string): Buffer {
  const own = table.hasOp ? table : inFront(table, "Op", "U");
  const changedRow = changed(own, row, (cells) => [Buffer.from(op), ...cells.slice(1)]);
  return write(changedRow, dialect);
}

function write({ header, rows }: Table, dialect: Dialect): Buffer {
  return Buffer.concat([header.map((name) => Buffer.from(name)), ...rows].map((cells) => writeRecord(cells, dialect)));
}

type Cells = readonly Buffer[];

function changed(table: Table, row: number, change: (cells: Cells) => Cells): Table {
  return { ...table, rows: table.rows.map((cells, index) => (index === row ? change(cells) : cells)) };
}

function inFront(table: Table, name: string, text: string): Table {
  const rows = table.rows.map((cells) => [Buffer.from(text), ...cells]);
  return { ...table, header: [name, ...table.header], rows };
}

function withRecord(table: Table, dialect: Dialect, row: number, parts: readonly (Buffer | string)[]): Buffer {
  const record = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  const before = write({ ...table, rows: table.rows.slice(0, row) }, dialect);
  return Buffer.concat([before, record, ...table.rows.slice(row + 1).map((cells) => writeRecord(cells, dialect))]);
}

function withoutLineEnd(record: Buffer, { lineEnd }: Dialect): Buffer {
  return record.subarray(0, record.length - lineEnd.length);
}
