import { CleanerError } from "../cleaner-error.ts";

/** Largest record, in bytes without its line end. A quote that is never closed would else swallow the file. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

/** Whole records, joined by LF; `lines[i]` is the line of the file on which record `i` starts. */
export interface RecordBatch {
  readonly bytes: Buffer;
  readonly lines: readonly number[];
}

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const LINE_END = Buffer.of(LF);

/** Where in a cell the last byte left us; `closed` is just behind a quote that may end the cell, `closed-cr` a CR behind that. */
type State = "start" | "plain" | "quoted" | "closed" | "closed-cr";

/**
 * Cuts bytes into CSV records, strictly by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) where CSV libraries are lenient:
 * text behind a closing quote fails, a quote in a cell that is not quoted too; a record ends in LF or CRLF, whatever the
 * others end in; a lone CR is data.
 * Works on bytes because a chunk may end anywhere, inside a character too; in UTF-8 no part of a longer character looks
 * like a comma, a quote or a line end.
 */
export class Records {
  #state: State = "start";
  #column = 0;
  #line = 1;
  /** The unfinished record: the line on which it starts, and its bytes from earlier chunks. */
  #startLine = 1;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  readonly #nameOf: (column: number) => string | undefined;
  readonly #delimiter: number;

  /**
   * @param nameOf what an error may call the column at an index
   * @param delimiter one ASCII character
   */
  constructor(nameOf: (column: number) => string | undefined, delimiter = ",") {
    this.#nameOf = nameOf;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /**
   * The records that end in this chunk.
   * @throws CleanerError QUOTE_TRAILING, QUOTE_BARE or RECORD_TOO_LARGE, after the records before it were yielded.
   */
  *push(chunk: Buffer): Generator<RecordBatch> {
    const records: Buffer[] = [];
    const lines: number[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const state = this.#after(chunk[at] as number);
      if (state === "end") {
        const record = withoutCr(this.#complete(chunk.subarray(start, at)));
        if (record.length > MAX_RECORD_BYTES) break;
        if (record.length > 0) lines.push(this.#startLine);
        if (record.length > 0) records.push(record);
        this.#begin();
        start = at + 1;
      } else if (state === "trailing" || state === "bare") {
        yield* joined(records, lines);
        const isTooLarge = this.#pendingBytes + at - start > MAX_RECORD_BYTES + 1;
        throw this.#error(isTooLarge ? "RECORD_TOO_LARGE" : state === "bare" ? "QUOTE_BARE" : "QUOTE_TRAILING");
      } else {
        this.#state = state;
      }
    }
    yield* joined(records, lines);
    this.#pending.push(chunk.subarray(start));
    this.#pendingBytes += chunk.length - start;
    // One byte more than a record may hold could still be the CR of its line end.
    if (this.#pendingBytes > MAX_RECORD_BYTES + 1) throw this.#error("RECORD_TOO_LARGE");
  }

  /**
   * The last record, where it lacks its line end.
   * @throws CleanerError QUOTE_UNCLOSED, QUOTE_TRAILING or RECORD_TOO_LARGE.
   */
  *end(): Generator<RecordBatch> {
    if (this.#state === "closed-cr") throw this.#error("QUOTE_TRAILING");
    if (this.#pendingBytes > MAX_RECORD_BYTES) throw this.#error("RECORD_TOO_LARGE");
    if (this.#state === "quoted") throw this.#error("QUOTE_UNCLOSED");
    const record = this.#complete(Buffer.alloc(0));
    if (record.length > 0) yield { bytes: record, lines: [this.#startLine] };
  }

  #after(byte: number): State | "end" | "trailing" | "bare" {
    if (byte === LF) this.#line++;
    if (this.#state === "quoted") return byte === QUOTE ? "closed" : "quoted";
    if (byte === LF) return "end";
    if (this.#state === "closed-cr") return "trailing";
    if (byte === this.#delimiter) {
      this.#column++;
      return "start";
    }
    if (this.#state === "closed") return byte === QUOTE ? "quoted" : byte === CR ? "closed-cr" : "trailing";
    if (byte === QUOTE) return this.#state === "start" ? "quoted" : "bare";
    return "plain";
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
    // Where a record was found too large depends on how the file is cut, and says nothing.
    const column = code === "RECORD_TOO_LARGE" ? undefined : this.#nameOf(this.#column);
    return new CleanerError(code, { line: this.#startLine, column });
  }
}

function withoutCr(record: Buffer): Buffer {
  return record.at(-1) === CR ? record.subarray(0, -1) : record;
}

function* joined(records: readonly Buffer[], lines: readonly number[]): Generator<RecordBatch> {
  if (records.length === 0) return;
  const parts = records.flatMap((record) => [record, LINE_END]);
  yield { bytes: Buffer.concat(parts.slice(0, -1)), lines };
}
