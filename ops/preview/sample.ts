import { OP_COLUMN } from "../../contracts/passthrough.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import { FileStart } from "../../functions/cleaner/header/file-start.ts";
import { readCells } from "../../functions/cleaner/reference/cells.ts";
import { Records } from "../../functions/cleaner/reference/records.ts";

/** Of a file that begins with deletes only: how many are looked at for something that shows more. */
const MAX_DELETES = 10_000;

/** A record of the file, by its place: 0 is the first behind the header. */
export interface SampleRecord {
  readonly index: number;
  readonly cells: readonly string[];
}

/** Takes the header and one record out of the start of a CSV file: the first that is no delete, if there is one. */
export class Sample {
  readonly #start = new FileStart();
  readonly #records: Records;
  readonly #delimiter: string;
  header: readonly string[] | undefined;
  /** The best so far. */
  record: SampleRecord | undefined;
  #seen = 0;
  #isDone = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
    this.#records = new Records(() => undefined, delimiter);
  }

  push(chunk: Buffer): void {
    if (!this.#isDone) this.#read(() => this.#records.push(this.#start.push(chunk)));
  }

  end(): void {
    if (!this.#isDone) this.#read(() => [...this.#records.push(this.#start.end()), ...this.#records.end()]);
  }

  /** What is wrong with the file is the cleaner's to say. */
  #read(records: () => Iterable<{ bytes: Buffer; lines: readonly number[] }>): void {
    try {
      for (const batch of records()) for (const cells of readCells(batch, this.#delimiter).rows) this.#take(cells);
    } catch (error) {
      if (!(error instanceof CleanerError)) throw error;
      this.#isDone = true;
    }
  }

  #take(cells: readonly string[]): void {
    if (this.header === undefined) {
      this.header = cells;
      return;
    }
    if (this.#isDone) return;
    const index = this.#seen++;
    const isDelete = this.header[0] === OP_COLUMN && cells[0] === "D";
    if (this.record === undefined || !isDelete) this.record = { index, cells };
    this.#isDone = !isDelete || this.#seen === MAX_DELETES;
  }
}
