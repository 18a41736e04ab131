import { LeadingBom } from "../bom.ts";
import { CleanerError } from "../cleaner-error.ts";
import { printable } from "../column-name.ts";
import type { Kernel, Tally } from "../kernel.ts";
import { type Layout, layOut } from "../layout.ts";
import { MalformedCells } from "../malformed-cells.ts";
import type { Projection } from "../projection.ts";
import { readCells } from "./cells.ts";
import { type Row, writeMembers } from "./read-field.ts";
import { type RecordBatch, Records } from "./records.ts";

/** The plain way: papaparse reads the cells, a lossless JSON tree is projected. Obviously right before fast. */
export class ReferenceKernel implements Kernel {
  readonly #projection: Projection;
  readonly #bom = new LeadingBom();
  readonly #records: Records;
  readonly #delimiter: string;
  #header: readonly string[] = [];
  #layout: Layout | undefined;
  #rowsIn = 0;
  #rowsOut = 0;
  #deletes = 0;
  readonly #malformed = new MalformedCells();
  #replacedCharacters = 0;

  constructor(projection: Projection, delimiter = ",") {
    this.#projection = projection;
    this.#delimiter = delimiter;
    this.#records = new Records((column) => printable(this.#header[column], column), delimiter);
  }

  push(chunk: Buffer): Buffer {
    return this.#clean(this.#records.push(this.#bom.push(chunk)));
  }

  end(): Buffer {
    return Buffer.concat([this.#clean(this.#records.push(this.#bom.end())), this.#clean(this.#records.end())]);
  }

  get tally(): Tally {
    const columns = this.#layout?.columns ?? { dropped: [], droppedUnnamed: 0, absent: [] };
    return {
      rowsIn: this.#rowsIn,
      rowsOut: this.#rowsOut,
      deletes: this.#deletes,
      malformed: this.#malformed.count,
      malformedCells: this.#malformed.places,
      replacedCharacters: this.#replacedCharacters,
      ...columns,
    };
  }

  #clean(batches: Iterable<RecordBatch>): Buffer {
    const lines: string[] = [];
    for (const batch of batches) {
      const { rows, replacedCharacters } = readCells(batch, this.#delimiter);
      this.#replacedCharacters += replacedCharacters;
      rows.forEach((cells, index) => {
        const line = batch.lines[index] as number;
        if (this.#layout === undefined) this.#begin(cells, line);
        else lines.push(this.#cleanRow(this.#layout, cells, line));
      });
    }
    this.#rowsOut += lines.length;
    return Buffer.from(lines.join(""));
  }

  #begin(header: readonly string[], line: number): void {
    this.#header = header;
    this.#layout = layOut(header, line, this.#projection);
  }

  #cleanRow(
    { header, hasOp, witnesses, fields, deleteFields }: Layout,
    cells: readonly string[],
    line: number,
  ): string {
    if (cells.length !== header.length) throw new CleanerError("RECORD_WIDTH", { line });
    const isHeader = witnesses.some((column) => cells[column] === header[column]);
    if (isHeader) throw new CleanerError("HEADER_REPEATED", { line });
    const op = hasOp ? (cells[0] as string) : "I";
    if (!["I", "U", "D"].includes(op)) throw new CleanerError("OP_UNKNOWN", { line, column: header[0] });
    this.#rowsIn++;
    if (op === "D") this.#deletes++;
    return `{${writeMembers(op === "D" ? deleteFields : fields, this.#row(cells, line)).join(",")}}\n`;
  }

  #row(cells: readonly string[], line: number): Row {
    return {
      cell: (index) => {
        const text = cells[index];
        return text === "" || text === this.#projection.nullMarker ? undefined : text;
      },
      malformed: (index) => this.#malformed.add({ line, column: this.#header[index] as string }),
    };
  }
}
