import { type Dialect, writeCsv, writeRecord } from "./csv-bytes.ts";
import type { FatalFault } from "./fatal-fault.ts";
import type { Table } from "./table.ts";

/** Faults of a record, by rules 5 and 7. */
export const RECORD_FAULTS: Readonly<Record<string, FatalFault>> = {
  "a cell too many": ({ table, dialect }, { row, word }) =>
    writeCsv(
      changed(table, row, (cells) => [...cells, Buffer.from(word)]),
      dialect,
    ),
  "a cell too few": ({ table, dialect }, { row }) =>
    writeCsv(
      changed(table, row, (cells) => cells.slice(0, -1)),
      dialect,
    ),
  "text after a closing quote": ({ table, dialect }, { row, word }) => {
    const record = writeRecord(table.rows[row] ?? [], { ...dialect, quoting: "always" });
    return withRecord(table, dialect, row, [withoutLineEnd(record, dialect), word, dialect.lineEnd]);
  },
  "a quote that is never closed": ({ table, dialect }, { row, word }) => {
    const start = withoutLineEnd(writeRecord((table.rows[row] ?? []).slice(0, -1), dialect), dialect);
    const last = { ...table, rows: table.rows.slice(0, row + 1) };
    return withRecord(last, dialect, row, [start, `${dialect.delimiter}"${word}\n${word}`]);
  },
  "an unknown Op": (file, { row, word }) => withOp(file, row, word),
  "an Op with a similar text": (file, { row, turn }) => withOp(file, row, SIMILAR_OPS[turn % SIMILAR_OPS.length] ?? ""),
  "an invalid timestamp": ({ table, dialect }, { row, word }) =>
    writeCsv(
      changed(withTime(table), row, (cells) => [...cells.slice(0, -1), Buffer.from(word)]),
      dialect,
    ),
};

const SIMILAR_OPS = ["i", "D ", "", "DELETE", "\0D", '"', "II"];
const TIME = "dms_replicated_at";

function withOp({ table, dialect }: Parameters<FatalFault>[0], row: number, op: string): Buffer {
  const own = table.hasOp ? table : inFront(table, "Op", "U");
  const changedRow = changed(own, row, (cells) => [Buffer.from(op), ...cells.slice(1)]);
  return writeCsv(changedRow, dialect);
}

/** With the timestamp as its last column. */
function withTime(table: Table): Table {
  const at = table.header.indexOf(TIME);
  const moved = <T>(cells: readonly T[], last: T) => [...cells.filter((_, index) => index !== at), last];
  const rows = table.rows.map((cells) => moved(cells, Buffer.from("2026-11-21")));
  return { ...table, header: moved(table.header, TIME), rows };
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
  const before = writeCsv({ ...table, rows: table.rows.slice(0, row) }, dialect);
  return Buffer.concat([before, record, ...table.rows.slice(row + 1).map((cells) => writeRecord(cells, dialect))]);
}

function withoutLineEnd(record: Buffer, { lineEnd }: Dialect): Buffer {
  return record.subarray(0, record.length - lineEnd.length);
}
