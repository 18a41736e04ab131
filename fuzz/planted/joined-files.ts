import { type Dialect, writeCsv } from "./csv-bytes.ts";
import type { FatalFault } from "./fatal-fault.ts";
import { keyNames } from "./listed-headers.ts";
import type { Table } from "./table.ts";

/** Two files of a collection in one, each with its header: the columns after the second header may differ. */
export const JOINED_FILES: Readonly<Record<string, FatalFault>> = {
  "a header in the middle": ({ table, dialect }, { row }) =>
    joined({ ...table, rows: table.rows.slice(0, row + 1) }, { ...table, rows: table.rows.slice(row) }, dialect),
  "another file after it": ({ table, other, dialect }) => joined(table, other, dialect),
  "its columns in another order after it": ({ table, dialect }, { turn }) =>
    joined(table, inOtherOrder(table, turn), dialect),
  // Like a full load joined with a file of changes: `Op` takes the place of a column.
  "changes of the same width after it": ({ table, dialect }, { turn }) =>
    joined(table, inOtherOrder(table.hasOp ? withoutOp(table) : asChanges(table), turn), dialect),
  // The byte order mark hides the name after it, which may be the only sign of a header.
  "another file after a byte order mark": ({ table, dialect, mask }, { turn }) => {
    const key = table.header.findIndex((name) => keyNames(mask).has(name));
    const at = turn % 2 === 0 ? turn : key - (table.hasOp ? 1 : 0);
    return joined(table, inOtherOrder(table, at), dialect, "\uFEFF");
  },
  "another file in quotes after it": ({ table, dialect }, { turn }) =>
    Buffer.concat([writeCsv(table, dialect), writeCsv(inOtherOrder(table, turn), { ...dialect, quoting: "always" })]),
};

function joined(first: Table, second: Table, dialect: Dialect, between = ""): Buffer {
  return Buffer.concat([writeCsv(first, dialect), Buffer.from(between), writeCsv(second, dialect)]);
}

/** `Op` stays first. */
function inOtherOrder(table: Table, turn: number): Table {
  const [start, at] = [table.hasOp ? 1 : 0, turn % table.header.length];
  const turned = <T>(cells: readonly T[]) => {
    const others = cells.slice(start);
    return [...cells.slice(0, start), ...others.slice(at), ...others.slice(0, at)];
  };
  return { ...table, header: turned(table.header), rows: table.rows.map(turned) };
}

/** As wide as before: the last column is removed. */
function asChanges({ header, rows }: Table): Table {
  const changes = rows.map((cells) => [Buffer.from("U"), ...cells.slice(0, -1)]);
  return { header: ["Op", ...header.slice(0, -1)], hasOp: true, rows: changes };
}

function withoutOp({ header, rows }: Table): Table {
  const added = rows.map((cells) => [...cells.slice(1), Buffer.from("x")]);
  return { header: [...header.slice(1), "one more"], hasOp: false, rows: added };
}
