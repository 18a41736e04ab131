import type { Mask } from "../../contracts/mask.ts";
import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { writeCsv, writeRecord } from "./csv-bytes.ts";
import type { FatalFault } from "./fatal-fault.ts";
import { keyNames, listedHeaders } from "./listed-headers.ts";
import type { Table } from "./table.ts";

/** Faults of a header, or of the record in its place. None of its names may be printed, because they may be values. */
export const HEADER_FAULTS: Readonly<Record<string, FatalFault>> = {
  "a name that occurs twice": ({ table, dialect }) => {
    const rows = table.rows.map((cells) => [...cells, ...cells.slice(-1)]);
    return writeCsv({ header: [...table.header, ...table.header.slice(-1)], rows }, dialect);
  },
  "no key in the header": ({ table, dialect, mask }) => {
    const names = keyNames(mask);
    return writeCsv({ ...table, header: table.header.map((name) => (names.has(name) ? `${name}_` : name)) }, dialect);
  },
  // The endpoint writes this without AddColumnName: the first record is data, may look like names, and two cells may be equal.
  "no header": ({ table, dialect }, { word }) => {
    const alike = table.rows.map((cells) => cells.map((cell, index) => (index % 3 === 0 ? cell : Buffer.from(word))));
    return Buffer.concat(alike.map((cells) => writeRecord([...cells, Buffer.from(word)], dialect)));
  },
  "no header, and listed names for cells": ({ table: { rows }, dialect, mask }, { turn }) => {
    const names = listedNames(mask);
    const cells = names.slice(turn % names.length).map((name) => Buffer.from(name));
    return Buffer.concat(rows.map((row) => writeRecord([...row, ...cells], dialect)));
  },
  "rows that end in CR": ({ table, dialect }) => writeCsv(table, { ...dialect, lineEnd: "\r" }),
  // If a tool passes CsvRowDelimiter on without reading its escapes.
  "rows that end in the two characters \\n": ({ table, dialect }, { turn }) =>
    writeCsv(table, { ...dialect, lineEnd: turn % 2 === 0 ? "\\n" : "\\r\\n" }),
  "another delimiter": ({ table, dialect }, { turn }) => {
    const others = DELIMITERS.filter((delimiter) => delimiter !== dialect.delimiter);
    return writeCsv(withPlainNames(table), { ...dialect, delimiter: others[turn % others.length] as string });
  },
  "UTF-16": ({ table, dialect }, { turn }) => {
    const bytes = Buffer.from((turn % 2 === 0 ? "" : BOM) + writeCsv(table, dialect).toString("latin1"), "utf16le");
    return turn % 3 === 0 ? bytes.swap16() : bytes;
  },
};

const DELIMITERS = [",", "|", "\t", ";"];
const BOM = "\uFEFF";

/** The listed names that a header need not have; there may be none. */
function listedNames(mask: Mask): string[] {
  const needed = keyNames(mask);
  const names = [...listedHeaders(mask)].filter((name) => !needed.has(name) && name !== TIMESTAMP_COLUMN);
  return names.length === 0 ? [""] : names;
}

/** Without characters that are a delimiter or a quote in another dialect. */
function withPlainNames(table: Table): Table {
  return { ...table, header: table.header.map((name, at) => (/[^\w.]/.test(name) ? `x${at}` : name)) };
}
