import { CleanerError } from "../cleaner-error.ts";
import { afterByte, type CsvState, LF, MAX_RECORD_BYTES, withoutCr } from "../csv-state.ts";

/** Whole records of one width, joined by LF; `lines[i]` is the line of the file on which record `i` starts. */
export interface RecordBatch {
  readonly bytes: Buffer;
  readonly lines: readonly number[];
  readonly columns: number;
}

const LINE_END = Buffer.of(LF);

/**
 * Splits bytes into CSV records, strictly: a quote out of place fails the file. A lone CR is data. It works on bytes because a chunk may
 * end anywhere, inside a character too; in UTF-8 no part of a longer character looks like a comma, a quote or a line end.
 */
export class Records {
  #state: CsvState = "start";
  #column = 0;
  #line: number;
  /** The unfinished record: the line on which it starts, and its bytes from earlier chunks. */
  #startLine: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  readonly #nameOf: (column: number) => string | undefined;
  readonly #delimiter: number;

  /**
   * @param nameOf the name for the column at an index in an error
   * @param delimiter one ASCII character
   * @param line of the file on which the bytes start
   */
  constructor(nameOf: (column: number) => string | undefined, delimiter = ",", line = 1) {
    this.#nameOf = nameOf;
    this.#line = line;
    this.#startLine = line;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /**
   * The records that end in this chunk.
   * @throws CleanerError QUOTE_TRAILING, QUOTE_BARE or RECORD_TOO_LARGE, after the records before it were yielded
   */
  *push(chunk: Buffer): Generator<RecordBatch> {
    let batch = new Batch(0);
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const state = this.#after(chunk[at] as number);
      if (state === "end") {
        const record = withoutCr(this.#complete(chunk.subarray(start, at)));
        if (record.length > MAX_RECORD_BYTES) break;
        const columns = this.#column + 1;
        if (record.length > 0 && columns !== batch.columns) {
          yield* batch.joined();
          batch = new Batch(columns);
        }
        if (record.length > 0) batch.add(record, this.#startLine);
        this.#begin();
        start = at + 1;
      } else if (state === "trailing" || state === "bare") {
        yield* batch.joined();
        const isTooLarge = this.#pendingBytes + at - start > MAX_RECORD_BYTES + 1;
        throw this.#error(isTooLarge ? "RECORD_TOO_LARGE" : state === "bare" ? "QUOTE_BARE" : "QUOTE_TRAILING");
      } else {
        this.#state = state;
      }
    }
    yield* batch.joined();
    this.#pending.push(chunk.subarray(start));
    this.#pendingBytes += chunk.length - start;
    // One more byte than allowed could be the CR of the line end.
    if (this.#pendingBytes > MAX_RECORD_BYTES + 1) throw this.#error("RECORD_TOO_LARGE");
  }

  /**
   * The last record, if it lacks its line end.
   * @throws CleanerError QUOTE_UNCLOSED, QUOTE_TRAILING or RECORD_TOO_LARGE
   */
  *end(): Generator<RecordBatch> {
    if (this.#state === "closed-cr") throw this.#error("QUOTE_TRAILING");
    if (this.#pendingBytes > MAX_RECORD_BYTES) throw this.#error("RECORD_TOO_LARGE");
    if (this.#state === "quoted") throw this.#error("QUOTE_UNCLOSED");
    const record = this.#complete(Buffer.alloc(0));
    if (record.length > 0) yield { bytes: record, lines: [this.#startLine], columns: this.#column + 1 };
  }

  #after(byte: number): ReturnType<typeof afterByte> {
    if (byte === LF) this.#line++;
    const state = afterByte(this.#state, byte, this.#delimiter);
    if (state === "start") this.#column++;
    return state;
  }

  #complete(rest: Buffer): Buffer {
    return this.#pending.length === 0 ? rest : Buffer.concat([...this.#pending, rest]);
  }

  #begin(): void {
    this.#state = "start";
    this.#column = 0;
    this.#startLine = this.#line;
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  #error(code: "QUOTE_TRAILING" | "QUOTE_UNCLOSED" | "QUOTE_BARE" | "RECORD_TOO_LARGE"): CleanerError {
    // The column at which a record was found too large depends on the sizes of the chunks, so it is left out.
    const column = code === "RECORD_TOO_LARGE" ? undefined : this.#nameOf(this.#column);
    return new CleanerError(code, { line: this.#startLine, column });
  }
}

class Batch {
  readonly columns: number;
  readonly #records: Buffer[] = [];
  readonly #lines: number[] = [];

  constructor(columns: number) {
    this.columns = columns;
  }

  add(record: Buffer, line: number): void {
    this.#records.push(record);
    this.#lines.push(line);
  }

  *joined(): Generator<RecordBatch> {
    if (this.#records.length === 0) return;
    const parts = this.#records.flatMap((record) => [record, LINE_END]);
    yield { bytes: Buffer.concat(parts.slice(0, -1)), lines: this.#lines, columns: this.columns };
  }
}
