import { CleanerError, type CleanerErrorCode } from "../cleaner-error.ts";
import { printable } from "../column-name.ts";
import { afterByte, CR, type CsvState, LF, MAX_RECORD_BYTES } from "../csv-state.ts";

/** A header of a million names would take more memory than there is. */
const MAX_COLUMNS = 100_000;

/** The first record of a file, and where it ends. */
export interface FoundRecord {
  /** Without its line end. */
  readonly bytes: Buffer;
  readonly columns: number;
  /** Line of the file on which it starts. */
  readonly line: number;
  /** What follows it, so far. */
  readonly rest: Buffer;
  readonly restLine: number;
}

type Found = Omit<FoundRecord, "rest" | "restLine">;

const QUOTES =
  "The first record has a quote out of place. Check that the DMS endpoint has AddColumnName=true and Rfc4180=true, and its CsvDelimiter.";
const TOO_LARGE =
  "The first record is larger than 64 MiB. Rows may not end in LF (CsvRowDelimiter of the DMS endpoint), or a quote is never closed.";

/**
 * Line ends as two characters, which DMS writes where a tool hands on CsvRowDelimiter as it was typed:
 * https://github.com/hashicorp/terraform-provider-aws/issues/27283
 */
const TYPED_LINE_ENDS = ["\\n", "\\r"];

/**
 * Finds the first record of a file, byte by byte, however the file is cut into chunks. It is to be a header, of which more is asked
 * than of other records: no more columns than MAX_COLUMNS; no CR but the one of its line end; and no typed line end, unless
 * another record follows.
 */
export class FirstRecord {
  readonly #delimiter: number;
  #state: CsvState = "start";
  #column = 0;
  #line = 1;
  #startLine = 1;
  /** Its bytes from earlier chunks, and how many were read of it. */
  #pending: Buffer[] = [];
  #size = 0;
  /** Whether the last byte was a CR that may belong to a line end. */
  #isBehindCr = false;
  /** The record, while it is not known whether another one follows. */
  #held: Found | undefined;

  /** @param delimiter one ASCII character */
  constructor(delimiter = ",") {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /**
   * @returns undefined as long as it is not whole, or it is not known whether another one follows
   * @throws CleanerError QUOTE_TRAILING, QUOTE_BARE, ROW_DELIMITER, HEADER_TOO_WIDE or RECORD_TOO_LARGE
   */
  push(chunk: Buffer): FoundRecord | undefined {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.#held !== undefined) {
        if (!this.#isEmptyLine(byte)) return this.#complete(this.#held, chunk.subarray(at));
      } else if (this.#endsWith(byte)) {
        const found = this.#take(Buffer.concat([...this.#pending, chunk.subarray(start, at)]));
        start = at + 1;
        if (found !== undefined && !hasTypedLineEnd(found)) return this.#complete(found, chunk.subarray(start));
        this.#held = found;
      }
    }
    if (this.#held === undefined) this.#pending.push(chunk.subarray(start));
    return undefined;
  }

  /**
   * @returns undefined where the file has no record
   * @throws CleanerError QUOTE_UNCLOSED or ROW_DELIMITER
   */
  end(): FoundRecord | undefined {
    // What follows is a CR, and no line end.
    if (this.#held !== undefined && this.#isBehindCr) return this.#complete(this.#held, Buffer.alloc(0));
    if (this.#state === "quoted") throw this.#error("QUOTE_UNCLOSED", QUOTES);
    if (this.#isBehindCr) throw this.#error("ROW_DELIMITER");
    const found = this.#held ?? this.#take(Buffer.concat(this.#pending));
    if (found !== undefined && hasTypedLineEnd(found)) throw new CleanerError("ROW_DELIMITER", { line: found.line });
    return found && this.#complete(found, Buffer.alloc(0));
  }

  /** Whether the byte, the next one of the record, ends it. */
  #endsWith(byte: number): boolean {
    const isQuoted = this.#state === "quoted";
    if (this.#isBehindCr && byte !== LF) throw this.#error("ROW_DELIMITER");
    if (byte === LF) this.#line++;
    const state = afterByte(this.#state, byte, this.#delimiter);
    if (state === "end") return true;
    this.#isBehindCr = byte === CR && !isQuoted;
    this.#size++;
    if (this.#size > MAX_RECORD_BYTES + (this.#isBehindCr ? 1 : 0)) throw this.#error("RECORD_TOO_LARGE", TOO_LARGE);
    if (state === "bare" || state === "trailing")
      throw this.#error(state === "bare" ? "QUOTE_BARE" : "QUOTE_TRAILING", QUOTES);
    if (state === "start") this.#column++;
    if (this.#column >= MAX_COLUMNS) throw this.#error("HEADER_TOO_WIDE");
    this.#state = state;
    return false;
  }

  /** @returns undefined for an empty line, which is no record */
  #take(record: Buffer): Found | undefined {
    const bytes = this.#isBehindCr ? record.subarray(0, -1) : record;
    const found = { bytes, columns: this.#column + 1, line: this.#startLine };
    this.#state = "start";
    this.#column = 0;
    this.#size = 0;
    this.#pending = [];
    this.#isBehindCr = false;
    this.#startLine = this.#line;
    return bytes.length === 0 ? undefined : found;
  }

  /** Whether the byte behind the record belongs to an empty line. */
  #isEmptyLine(byte: number): boolean {
    const isEmpty = byte === LF || (byte === CR && !this.#isBehindCr);
    if (byte === LF) this.#line++;
    if (isEmpty) this.#isBehindCr = byte === CR;
    return isEmpty;
  }

  #complete(found: Found, rest: Buffer): FoundRecord {
    return { ...found, rest: this.#isBehindCr ? Buffer.concat([Buffer.of(CR), rest]) : rest, restLine: this.#line };
  }

  #error(code: CleanerErrorCode, explanation?: string): CleanerError {
    const hasPlace = code === "QUOTE_BARE" || code === "QUOTE_TRAILING" || code === "QUOTE_UNCLOSED";
    const column = hasPlace ? printable(undefined, this.#column) : undefined;
    return new CleanerError(code, { line: this.#startLine, column }, explanation === undefined ? {} : { explanation });
  }
}

function hasTypedLineEnd({ bytes }: Found): boolean {
  return TYPED_LINE_ENDS.some((end) => bytes.includes(end));
}
