import { isUtf8 } from "node:buffer";
import { LeadingBom } from "../bom.ts";
import { CleanerError, type CleanerErrorCode } from "../cleaner-error.ts";
import { printable } from "../column-name.ts";
import { columnsOf } from "../field-plan.ts";
import type { Kernel, Tally } from "../kernel.ts";
import { checkWidth, type Layout, layOut } from "../layout.ts";
import { MalformedCells } from "../malformed-cells.ts";
import type { Projection } from "../projection.ts";
import { readCells } from "../reference/cells.ts";
import { MAX_RECORD_BYTES } from "../reference/records.ts";
import { countReplaced } from "../utf8.ts";
import { D_UPPER, I_UPPER, LF, U_UPPER } from "./ascii.ts";
import { Cells } from "./cells.ts";
import { JsonAhead } from "./json-ahead.ts";
import { Output } from "./output.ts";
import { RecordScanner } from "./record-scanner.ts";
import { RowWriter } from "./row-writer.ts";
import { Window } from "./window.ts";

/** Handed on in batches: gzip works on its own thread, and each call of it costs. */
const BATCH_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);
const QUOTE_FAULTS = { unclosed: "QUOTE_UNCLOSED", trailing: "QUOTE_TRAILING", bare: "QUOTE_BARE" } as const;

/** The fast way, for the dialect that DMS writes: from bytes to bytes, with no strings and no objects in between. */
export class ByteKernel implements Kernel {
  readonly #projection: Projection;
  readonly #bom = new LeadingBom();
  readonly #window = new Window();
  readonly #scanner = new RecordScanner();
  readonly #out = new Output();
  readonly #malformed = new MalformedCells();
  #layout: Layout | undefined;
  #writer: RowWriter | undefined;
  #witnesses: readonly { column: number; name: Buffer }[] = [];
  #cells = new Cells(0, [], "", new JsonAhead(0, []));
  #line = 1;
  #rowsIn = 0;
  #rowsOut = 0;
  #deletes = 0;
  #replacedCharacters = 0;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  push(chunk: Buffer): Buffer {
    this.#window.append(this.#bom.push(chunk));
    if (this.#window.isWorthReading) this.#read(false);
    return this.#out.length >= BATCH_BYTES ? this.#out.take() : NOTHING;
  }

  end(): Buffer {
    this.#window.append(this.#bom.end());
    this.#read(true);
    return this.#out.take();
  }

  get tally(): Tally {
    return {
      rowsIn: this.#rowsIn,
      rowsOut: this.#rowsOut,
      deletes: this.#deletes,
      malformed: this.#malformed.count,
      malformedCells: this.#malformed.places,
      replacedCharacters: this.#replacedCharacters,
      ...(this.#layout?.columns ?? { dropped: [], droppedUnnamed: 0, absent: [] }),
    };
  }

  /** Reads the records that the window holds whole. */
  #read(isLast: boolean): void {
    const { bytes, length } = this.#window.sealed();
    // Up to a line end no character is cut, so that this is asked of whole ones.
    const lines = isLast ? length : bytes.lastIndexOf(LF, length - 1) + 1;
    const isValid = isUtf8(bytes.subarray(0, lines));
    let at = 0;
    while (at < length) {
      const found = this.#scanner.scan(bytes, at, length, isLast, this.#cells);
      if (found === "incomplete") break;
      if (found === "record" && this.#scanner.size <= MAX_RECORD_BYTES) this.#readRecord(bytes, at, isValid);
      else if (found !== "blank") throw this.#fault(found);
      this.#line += this.#scanner.lineEnds;
      at = this.#scanner.next;
    }
    if (!isValid) this.#replacedCharacters += countReplaced(bytes.subarray(0, Math.min(at, length)));
    this.#window.keepFrom(at);
    // One byte more could still be the CR of its line end.
    if (this.#window.length > MAX_RECORD_BYTES + 1) throw this.#error("RECORD_TOO_LARGE");
  }

  #readRecord(bytes: Buffer, start: number, isValid: boolean): void {
    const cells = this.#cells;
    const { column, size } = this.#scanner;
    if (this.#layout === undefined || this.#writer === undefined) {
      checkWidth(column + 1, this.#line);
      this.#begin(bytes.subarray(start, start + size));
      return;
    }
    if (column + 1 !== this.#layout.header.length) throw new CleanerError("RECORD_WIDTH", { line: this.#line });
    cells.bytes = bytes;
    if (!isValid) cells.repair();
    for (const { column: witness, name } of this.#witnesses) {
      if (cells.is(witness, name)) throw new CleanerError("HEADER_REPEATED", { line: this.#line });
    }
    const op = this.#layout.hasOp ? cells.op() : I_UPPER;
    if (op !== I_UPPER && op !== U_UPPER && op !== D_UPPER) throw this.#error("OP_UNKNOWN", 0);
    this.#rowsIn++;
    if (op === D_UPPER) this.#deletes++;
    this.#writer.write(op === D_UPPER, this.#line);
    this.#rowsOut++;
  }

  #begin(record: Buffer): void {
    const { rows } = readCells({ bytes: record, lines: [this.#line] });
    const layout = layOut(rows[0] as readonly string[], this.#line, this.#projection);
    this.#witnesses = layout.witnesses.map((column) => ({
      column,
      name: Buffer.from(layout.header[column] as string),
    }));
    const wanted = [...layout.fields, ...layout.deleteFields].flatMap(columnsOf);
    const columns = layout.hasOp ? [0, ...wanted] : wanted;
    const ahead = new JsonAhead(layout.header.length, layout.fields);
    this.#cells = new Cells(layout.header.length, columns, this.#projection.nullMarker, ahead);
    this.#writer = new RowWriter(layout, this.#cells, this.#out, this.#malformed);
    this.#layout = layout;
  }

  #fault(found: "record" | keyof typeof QUOTE_FAULTS): CleanerError {
    const { size, column } = this.#scanner;
    // In the middle of a record one byte more is let be: it could have been the CR of the line end.
    const isTooLarge = size > (found === "unclosed" ? MAX_RECORD_BYTES : MAX_RECORD_BYTES + 1);
    if (isTooLarge || found === "record") return this.#error("RECORD_TOO_LARGE");
    return this.#error(QUOTE_FAULTS[found], column);
  }

  #error(code: CleanerErrorCode, column?: number): CleanerError {
    const name = column === undefined ? undefined : printable(this.#layout?.header[column], column);
    return new CleanerError(code, { line: this.#line, column: name });
  }
}
