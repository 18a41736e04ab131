import { CleanerError } from "../cleaner-error.ts";
import { columnName } from "../column-name.ts";
import { type Header, HeaderReader } from "../header/header-reader.ts";
import type { Kernel } from "../kernel.ts";
import type { Layout } from "../layout.ts";
import { MalformedCells } from "../malformed-cells.ts";
import { hasNamedCell } from "../named-cell.ts";
import type { Projection } from "../projection.ts";
import { recordFault } from "../record-fault.ts";
import { type Counts, NO_COUNTS, type Tally, tallyOf } from "../tally.ts";
import { readCells } from "./cells.ts";
import { isAligned, withoutBom } from "./check-record.ts";
import { type Row, writeMembers } from "./read-field.ts";
import { type RecordBatch, Records } from "./records.ts";
import { ValueCounts } from "./value-counts.ts";

const NOTHING = Buffer.alloc(0);

/** The plain way: papaparse reads the cells, a lossless JSON tree is projected. Obviously right before fast. */
export class ReferenceKernel implements Kernel {
  readonly #projection: Projection;
  readonly #delimiter: string;
  readonly #header: HeaderReader;
  #body: { readonly layout: Layout; readonly records: Records } | undefined;
  readonly #malformed = new MalformedCells();
  readonly #counts: { -readonly [count in keyof Counts]: number } = { ...NO_COUNTS };

  constructor(projection: Projection, delimiter = ",") {
    this.#projection = projection;
    this.#delimiter = delimiter;
    this.#header = new HeaderReader(projection, delimiter);
  }

  push(overwritten: Buffer): Buffer {
    const chunk = Buffer.from(overwritten);
    if (this.#body !== undefined) return this.#clean(this.#body.layout, this.#body.records.push(chunk));
    const header = this.#header.push(chunk);
    return header === undefined ? NOTHING : this.#begin(header);
  }

  end(): Buffer {
    const header = this.#body === undefined ? this.#header.end() : undefined;
    const first = header === undefined ? NOTHING : this.#begin(header);
    if (this.#body === undefined) return NOTHING;
    return Buffer.concat([first, this.#clean(this.#body.layout, this.#body.records.end())]);
  }

  get tally(): Tally {
    return tallyOf({ ...this.#counts }, this.#malformed, this.#body?.layout.columns);
  }

  #begin({ layout, replacedCharacters, rest, restLine }: Header): Buffer {
    const nameOf = (column: number) => columnName(layout.header, column);
    const records = new Records(nameOf, this.#delimiter, restLine);
    this.#body = { layout, records };
    this.#counts.replacedCharacters += replacedCharacters;
    return this.#clean(layout, records.push(rest));
  }

  #clean(layout: Layout, batches: Iterable<RecordBatch>): Buffer {
    const lines: string[] = [];
    for (const { bytes, lines: starts, columns } of batches) {
      if (columns !== layout.header.length) {
        const isHeader = hasNamedCell(bytes, layout.headerNames, this.#delimiter);
        throw recordFault({ line: starts[0] as number, columns, isHeader }, layout);
      }
      const { rows, replacedCharacters } = readCells({ bytes, lines: starts }, this.#delimiter);
      this.#counts.replacedCharacters += replacedCharacters;
      rows.forEach((cells, index) => {
        lines.push(this.#cleanRow(layout, cells, starts[index] as number));
      });
    }
    this.#counts.rowsOut += lines.length;
    return Buffer.from(lines.join(""));
  }

  #cleanRow(layout: Layout, cells: readonly string[], line: number): string {
    const { header, hasOp, timestamp, headerNames, fields, deleteFields } = layout;
    const bare = withoutBom(cells);
    if (!isAligned(bare, layout, this.#projection.nullMarker)) {
      const isHeader = bare.some((text) => headerNames.includes(text));
      throw recordFault({ line, columns: cells.length, isHeader }, layout);
    }
    const op = hasOp ? (bare[0] as string) : "I";
    if (!["I", "U", "D"].includes(op)) throw new CleanerError("OP_UNKNOWN", { line, column: columnName(header, 0) });
    this.#counts.rowsIn++;
    if (op === "D") this.#counts.deletes++;
    // Op and the timestamp were read without a byte order mark, so they are written without it.
    const row = this.#row(layout, hasOp || timestamp === 0 ? bare : cells, line);
    const members = writeMembers(op === "D" ? deleteFields : fields, row);
    this.#count(row.counts, op === "D");
    return `{${members.join(",")}}\n`;
  }

  #count({ hasKey, scalars, replacedCharacters }: ValueCounts, isDelete: boolean): void {
    if (!hasKey && isDelete) this.#counts.keylessDeletes++;
    if (!hasKey && !isDelete) this.#counts.keyless++;
    this.#counts.scalars += scalars;
    this.#counts.replacedCharacters += replacedCharacters;
  }

  #row({ header }: Layout, cells: readonly string[], line: number): Row {
    return {
      cell: (index) => {
        const text = cells[index];
        return text === "" || text === this.#projection.nullMarker ? undefined : text;
      },
      malformed: (index) => this.#malformed.add({ line, column: header[index] as string }),
      counts: new ValueCounts(),
    };
  }
}
