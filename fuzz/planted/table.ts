import fc from "fast-check";
import type { Mask } from "../../contracts/mask.ts";
import { type Column, listedColumns, unlistedColumn } from "./column.ts";
import type { Csv, Dialect } from "./csv-bytes.ts";
import { unlistedNames } from "./unlisted-names.ts";

/** A RAW file's header and records, before they are written. */
export interface Table extends Csv {
  /** Whether the first column is DMS's `Op`. */
  readonly hasOp: boolean;
}

/**
 * - `unlisted`: planted values in every unlisted place, including deletes, and nowhere else: no value may leave.
 * - `sound`: planted values in every cell, each in the form that its column needs: so each cell can be recognised in the output.
 */
export type Places = "unlisted" | "sound";

export function table(mask: Mask, places: Places): fc.Arbitrary<Table> {
  return fc
    .tuple(listedColumns(mask), unlistedNames(mask), fc.boolean(), fc.nat())
    .chain(([listed, names, hasOp, turn]) => {
      const columns = shuffled([...listed, ...names.map(unlistedColumn)], turn);
      const header = [...(hasOp ? ["Op"] : []), ...columns.map(({ name }) => name)];
      const row = fc.oneof(...["I", "U", "D"].map((op) => rowOf(op, columns, hasOp, places)));
      return fc.array(row, { minLength: 1, maxLength: 3 }).map((rows) => ({ header, hasOp, rows }));
    })
    .filter(({ header }) => new Set(header).size === header.length);
}

export function dialect(): fc.Arbitrary<Dialect> {
  return fc.record({
    delimiter: fc.constantFrom(",", ",", ",", "|"),
    quoting: fc.constantFrom("as needed", "as needed", "always"),
    // The last of them leaves an empty line after each record.
    lineEnd: fc.constantFrom("\n", "\n", "\n", "\r\n", "\r\n", "\n\r\n"),
  });
}

/** Includes dialects that no endpoint should have. */
export function anyDialect(): fc.Arbitrary<Dialect> {
  return fc.record({
    delimiter: fc.constantFrom(",", "|", "\t", ";"),
    quoting: fc.constantFrom("as needed", "always", "never"),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r", "\n\r", "\r\r\n", "\\n", "\\r\\n", "\u2028", "\x1e", "\0", ";\n", ""),
  });
}

function rowOf(op: string, columns: readonly Column[], hasOp: boolean, places: Places): fc.Arbitrary<Buffer[]> {
  const cells = columns.map(({ harmless, onDelete, planted }) => {
    if (places === "sound") return planted;
    // Without Op, nobody can know that it is a delete.
    return op === "D" && hasOp ? onDelete : harmless;
  });
  return fc.tuple(...cells).map((made) => (hasOp ? [Buffer.from(op), ...made] : made));
}

/** The first column may not be one with another meaning there: `Op`, or a name after a byte order mark. */
function shuffled(columns: readonly Column[], turn: number): Column[] {
  const start = turn % columns.length;
  const turned = [...columns.slice(start), ...columns.slice(0, start)];
  const first = turned.findIndex(({ name }) => name !== "Op" && !name.startsWith("\uFEFF"));
  return [...turned.slice(first), ...turned.slice(0, first)];
}
