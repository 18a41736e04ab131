import { OP_COLUMN } from "../../contracts/passthrough.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import { FileStart } from "../../functions/cleaner/header/file-start.ts";
import { FirstRecord, type FoundRecord } from "../../functions/cleaner/header/first-record.ts";
import { readCells } from "../../functions/cleaner/reference/cells.ts";
import { type RecordBatch, Records } from "../../functions/cleaner/reference/records.ts";

/** Of a file that begins with deletes only: how many are looked at for something that shows more. */
const MAX_DELETES = 10_000;

/** The number of bytes after the header in which a record is searched. A longer record is not shown. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A record of the file, by its index: 0 is the first after the header. */
export interface SampleRecord {
  readonly index: number;
  readonly cells: readonly string[];
}

/**
 * Takes the header and one record from the start of a CSV file: the first that is not a delete, if there is one. It parses cells
 * only of a valid header and of records of the same width: any other record may have 60 million cells.
 */
export class Sample {
  readonly #start = new FileStart();
  readonly #first: FirstRecord;
  readonly #delimiter: string;
  #records: Records | undefined;
  /** The first record; undefined if it can't be a header, whatever the mask is. */
  header: readonly string[] | undefined;
  /** Whether any record follows it, of whatever width. */
  hasRecord = false;
  /** The best so far of those that are as wide as the header. */
  record: SampleRecord | undefined;
  #seen = 0;
  #bytes = 0;
  #isDone = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
    this.#first = new FirstRecord(delimiter);
  }

  push(chunk: Buffer): void {
    this.#read(() => this.#next(this.#start.push(chunk)));
  }

  end(): void {
    this.#read(() => this.#next(this.#start.end()));
    if (this.#records === undefined) this.#read(() => this.#begin(this.#first.end()));
    this.#read(() => this.#records?.end());
  }

  /** What is wrong with the file is the cleaner's to say. */
  #read(read: () => Iterable<RecordBatch> | undefined): void {
    if (this.#isDone) return;
    try {
      for (const batch of read() ?? []) this.#take(batch);
    } catch (error) {
      if (!(error instanceof CleanerError)) throw error;
      this.#isDone = true;
    }
  }

  #next(bytes: Buffer): Iterable<RecordBatch> | undefined {
    if (this.#records !== undefined) this.#bytes += bytes.length;
    if (this.#bytes > MAX_BYTES) this.#isDone = this.hasRecord = true;
    if (this.#isDone) return undefined;
    return this.#records?.push(bytes) ?? this.#begin(this.#first.push(bytes));
  }

  #begin(found: FoundRecord | undefined): Iterable<RecordBatch> | undefined {
    if (found === undefined) return undefined;
    this.header = readCells({ bytes: found.bytes, lines: [found.line] }, this.#delimiter).rows[0];
    this.#records = new Records(() => undefined, this.#delimiter);
    return this.#records.push(found.rest);
  }

  #take(batch: RecordBatch): void {
    const { header = [] } = this;
    this.hasRecord = true;
    if (batch.columns !== header.length) this.#isDone = true;
    if (this.#isDone) return;
    for (const cells of readCells(batch, this.#delimiter).rows) {
      const index = this.#seen++;
      const isDelete = header[0] === OP_COLUMN && cells[0] === "D";
      if (this.record === undefined || !isDelete) this.record = { index, cells };
      this.#isDone = !isDelete || this.#seen === MAX_DELETES;
      if (this.#isDone) return;
    }
  }
}
