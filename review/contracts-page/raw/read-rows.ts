import { createReadStream } from "node:fs";
import { gunzip } from "../../../functions/cleaner/gunzip/gunzip.ts";
import { type Header, HeaderReader } from "../../../functions/cleaner/header/header-reader.ts";
import type { Layout } from "../../../functions/cleaner/layout.ts";
import { hasNamedCell } from "../../../functions/cleaner/named-cell.ts";
import type { Projection } from "../../../functions/cleaner/projection.ts";
import { recordFault } from "../../../functions/cleaner/record-fault.ts";
import { readCells } from "../../../functions/cleaner/reference/cells.ts";
import { isAligned, withoutBom } from "../../../functions/cleaner/reference/check-record.ts";
import { type RecordBatch, Records } from "../../../functions/cleaner/reference/records.ts";

/** Settings for reading a file. */
export interface Reading extends Projection {
  readonly csvDelimiter: string;
  /** Called with the number of bytes since the last call. */
  readonly onBytes: (count: number) => void;
}

/** Consecutive rows of a file. */
export interface Rows {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that were skipped because one of them is too large. */
  readonly skipped: number;
}

/** A larger batch has a huge row, whose cells and JSON would need many times the memory. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/**
 * The rows of a RAW file, in bounded memory.
 * @throws CleanerError at the record, or the byte, at which the cleaner would refuse the file, except for a wrong `Op`
 */
export async function* readRows(file: string, reading: Reading): AsyncGenerator<Rows> {
  const header = new HeaderReader(reading, reading.csvDelimiter);
  let body: Body | undefined;
  for await (const chunk of gunzip(counted(file, reading.onBytes))) {
    if (body !== undefined) yield* body.push(chunk);
    else {
      const found = header.push(chunk);
      if (found !== undefined) body = new Body(found, reading);
    }
  }
  const last = body === undefined ? header.end() : undefined;
  if (last !== undefined) body = new Body(last, reading);
  if (body !== undefined) yield* body.end();
}

/** The bytes after the header. */
class Body {
  readonly #layout: Layout;
  readonly #records: Records;
  readonly #reading: Reading;
  #rest: Buffer | undefined;

  constructor({ layout, rest, restLine }: Header, reading: Reading) {
    this.#layout = layout;
    this.#records = new Records(() => undefined, reading.csvDelimiter, restLine);
    this.#reading = reading;
    this.#rest = rest;
  }

  *push(chunk: Buffer): Generator<Rows> {
    const rest = this.#rest;
    this.#rest = undefined;
    if (rest !== undefined) yield* this.push(rest);
    for (const batch of this.#records.push(chunk)) yield this.#rowsOf(batch);
  }

  *end(): Generator<Rows> {
    yield* this.push(Buffer.alloc(0));
    for (const batch of this.#records.end()) yield this.#rowsOf(batch);
  }

  #rowsOf(batch: RecordBatch): Rows {
    const { header, headerNames } = this.#layout;
    const { csvDelimiter, nullMarker } = this.#reading;
    const fault = (isHeader: boolean) =>
      recordFault({ line: batch.lines[0] as number, columns: batch.columns, isHeader }, this.#layout);
    if (batch.columns !== header.length) throw fault(hasNamedCell(batch.bytes, headerNames, csvDelimiter));
    if (batch.bytes.length > LARGEST_BYTES) return { header, rows: [], skipped: batch.lines.length };
    const { rows } = readCells(batch, csvDelimiter);
    const shifted = rows.map(withoutBom).find((cells) => !isAligned(cells, this.#layout, nullMarker));
    if (shifted !== undefined) throw fault(shifted.some((cell) => headerNames.includes(cell)));
    return { header, rows, skipped: 0 };
  }
}

async function* counted(file: string, onBytes: Reading["onBytes"]): AsyncIterable<Buffer> {
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield chunk;
  }
}
