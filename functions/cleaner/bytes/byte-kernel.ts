import { LeadingBom } from "../bom.ts";
import { CleanerError, type CleanerErrorCode } from "../cleaner-error.ts";
import { printable } from "../column-name.ts";
import type { Kernel, Tally } from "../kernel.ts";
import { checkWidth, type Layout, layOut } from "../layout.ts";
import { MalformedCells } from "../malformed-cells.ts";
import type { Projection } from "../projection.ts";
import { readCells } from "../reference/cells.ts";
import { MAX_RECORD_BYTES } from "../reference/records.ts";
import { RecordReader } from "./record-reader.ts";
import type { Status } from "./status.ts";

/** Handed on in batches: gzip works on its own thread, and each call of it costs. With larger ones memory grows with the file. */
const BATCH_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);
const QUOTE_FAULTS = { unclosed: "QUOTE_UNCLOSED", trailing: "QUOTE_TRAILING", bare: "QUOTE_BARE" } as const;

type Fault = Exclude<Status, "incomplete" | "record" | "blank">;

/** The fast way, for the dialect that DMS writes: from bytes to bytes, with no strings and no objects in between. */
export class ByteKernel implements Kernel {
  readonly #projection: Projection;
  readonly #bom = new LeadingBom();
  readonly #malformed = new MalformedCells();
  /** Looks for the header first, then another one reads what is behind it. */
  #reader = new RecordReader(1);
  #layout: Layout | undefined;
  #replacedInHeader = 0;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  push(chunk: Buffer): Buffer {
    this.#reader.append(this.#bom.push(chunk));
    if (this.#reader.isWorthReading) this.#read(false);
    return this.#reader.linesLength >= BATCH_BYTES ? this.#reader.takeLines() : NOTHING;
  }

  end(): Buffer {
    this.#reader.append(this.#bom.end());
    this.#read(true);
    return this.#reader.takeLines();
  }

  get tally(): Tally {
    const { rows, deletes } = this.#reader.counts;
    return {
      rowsIn: rows,
      rowsOut: rows,
      deletes,
      malformed: this.#malformed.count,
      malformedCells: this.#malformed.places,
      replacedCharacters: this.#replacedInHeader + this.#reader.replacedCharacters,
      ...(this.#layout?.columns ?? { dropped: [], droppedUnnamed: 0, absent: [] }),
    };
  }

  #read(isLast: boolean): void {
    const status = this.#reader.read(isLast);
    if (status === "width" && this.#layout === undefined) {
      this.#begin();
      this.#read(isLast);
      return;
    }
    if (status !== "incomplete") throw this.#fault(status as Fault);
    // One byte more could still be the CR of its line end.
    if (this.#reader.length > MAX_RECORD_BYTES + 1) throw this.#error("RECORD_TOO_LARGE");
  }

  /** Lays the plan over the header, which has just been found. */
  #begin(): void {
    const { line, column, stopped, replacedCharacters } = this.#reader;
    checkWidth(column + 1, line);
    const { rows } = readCells({ bytes: stopped.record, lines: [line] });
    const layout = layOut(rows[0] as readonly string[], line, this.#projection);
    const reader = new RecordReader(line + stopped.lineEnds, {
      layout,
      nullMarker: this.#projection.nullMarker,
      onMalformed: (index) => this.#malformed.add({ line: reader.line, column: layout.header[index] as string }),
    });
    reader.append(stopped.rest);
    this.#layout = layout;
    this.#reader = reader;
    this.#replacedInHeader = replacedCharacters;
  }

  #fault(status: Fault): CleanerError {
    const { column, size } = this.#reader;
    switch (status) {
      case "width":
        return this.#error("RECORD_WIDTH");
      case "header-repeated":
        return this.#error("HEADER_REPEATED");
      case "op-unknown":
        return this.#error("OP_UNKNOWN", 0);
      case "too-large":
        return this.#error("RECORD_TOO_LARGE");
      default:
        // In the middle of a record one byte more is let be: it could have been the CR of the line end.
        return size > (status === "unclosed" ? MAX_RECORD_BYTES : MAX_RECORD_BYTES + 1)
          ? this.#error("RECORD_TOO_LARGE")
          : this.#error(QUOTE_FAULTS[status], column);
    }
  }

  #error(code: CleanerErrorCode, column?: number): CleanerError {
    const name = column === undefined ? undefined : printable(this.#layout?.header[column], column);
    return new CleanerError(code, { line: this.#reader.line, column: name });
  }
}
