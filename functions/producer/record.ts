import type { Scalar } from "../../contracts/field.ts";
import { EXTRACTED_AT } from "../../contracts/stream-record.ts";
import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";

/** The cells of a row, in the order of the contract's columns, as the server wrote them. */
export type Cells = readonly (string | null)[];

/** A number as JSON writes it, and MySQL nearly always. https://www.rfc-editor.org/rfc/rfc8259#section-6 */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const NUMERIC = /^(integer|number|boolean|decimal)/;

/**
 * Writes rows as records: a JSON object of the listed columns by the names of the source, in the contract's order, and `_extracted_at`.
 * Every cell is as the server wrote it: numbers keep their text, `1.10`.
 * @param extractedAt when the run began to read, in UTC
 */
export function recordOf({ columns }: Pick<ListedWatermarkTable, "columns">, extractedAt: string) {
  const fields = Object.entries(columns).map(([name, type], index) => ({
    before: `${index === 0 ? "{" : ","}${JSON.stringify(name)}:`,
    write: writerOf(type),
  }));
  const end = `,"${EXTRACTED_AT}":${JSON.stringify(extractedAt)}}`;
  return (cells: Cells): string => {
    let text = "";
    for (let index = 0; index < fields.length; index++) {
      const { before, write } = fields[index] as (typeof fields)[number];
      const cell = cells[index] ?? null;
      text += before + (cell === null ? "null" : write(cell));
    }
    return text + end;
  };
}

function writerOf(type: Scalar): (cell: string) => string {
  if (!NUMERIC.test(type)) return JSON.stringify;
  if (type === "boolean") return (cell) => number(BITS[cell] ?? cell);
  return number;
}

/** A BIT(1) arrives as a byte. */
const BITS: Readonly<Record<string, string>> = { "\u0000": "0", "\u0001": "1" };

function number(cell: string): string {
  return NUMBER.test(cell) ? cell : JSON.stringify(cell);
}
