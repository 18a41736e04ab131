import { CleanerError, type CleanerErrorCode } from "../cleaner-error.ts";
import { columnName, TYPED_LINE_ENDS } from "../column-name.ts";
import { afterByte, CR, type CsvState, LF, MAX_RECORD_BYTES } from "../csv-state.ts";

/** A header of a million names would take more memory than there is. */
const MAX_COLUMNS = 100_000;

/** The first record of a file, and the bytes after it. */
export interface FoundRecord {
  /** Without its line end. */
  readonly bytes: Buffer;
  readonly columns: number;
  /** Line of the file on which it starts. */
  readonly line: number;
  /** The bytes after it that were read so far. */
  readonly rest: Buffer;
  /** Line of the file on which they start. */
  readonly restLine: number;
}

type Found = Omit<FoundRecord, "rest" | "restLine">;

const QUOTES =
  "The first record has a quote out of place. Check that the DMS endpoint has AddColumnName=true and Rfc4180=true, and its CsvDelimiter.";
const TOO_LARGE =
  "The first record is larger than 64 MiB. Rows may not end in LF (CsvRowDelimiter of the DMS endpoint), or a quote is never closed.";

/**
 * Finds the first record of a file, byte by byte, whatever the sizes of the chunks. It should be a header, so more is required of it than
 * of other records: at most MAX_COLUMNS columns, no CR outside of its line end, and no typed line end unless another record follows.
 */
export class FirstRecord {
  readonly #delimiter: number;
  #state: CsvState = "start";
  #column = 0;
  #line = 1;
  #startLine = 1;
  /** Its bytes in earlier chunks, and the number of its bytes read so far. */
  #pending: Buffer[] = [];
  #size = 0;
  /** Whether the last byte was a CR that may belong to a line end. */
  #isAfterCr = false;
  /** The record, until it is known whether another one follows. */
  #held: Found | undefined;

  /** @param delimiter one ASCII character */
  constructor(delimiter = ",") {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /**
   * @returns undefined until the record is complete, and until it is known whether another one follows, if that matters
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
   * @returns undefined if the file has no record
   * @throws CleanerError QUOTE_UNCLOSED or ROW_DELIMITER
   */
  end(): FoundRecord | undefined {
    // A lone CR follows, which is data.
    if (this.#held !== undefined && this.#isAfterCr) return this.#complete(this.#held, Buffer.alloc(0));
    if (this.#state === "quoted") throw this.#error("QUOTE_UNCLOSED", QUOTES);
    if (this.#isAfterCr) throw this.#error("ROW_DELIMITER");
    const found = this.#held ?? this.#take(Buffer.concat(this.#pending));
    if (found !== undefined && hasTypedLineEnd(found)) throw new CleanerError("ROW_DELIMITER", { line: found.line });
    return found && this.#complete(found, Buffer.alloc(0));
  }

  /** Reads the record's next byte. @returns whether it ends the record */
  #endsWith(byte: number): boolean {
    const isQuoted = this.#state === "quoted";
    if (this.#isAfterCr && byte !== LF) throw this.#error("ROW_DELIMITER");
    if (byte === LF) this.#line++;
    const state = afterByte(this.#state, byte, this.#delimiter);
    if (state === "end") return true;
    this.#isAfterCr = byte === CR && !isQuoted;
    this.#size++;
    if (this.#size > MAX_RECORD_BYTES + (this.#isAfterCr ? 1 : 0)) throw this.#error("RECORD_TOO_LARGE", TOO_LARGE);
    if (state === "bare" || state === "trailing")
      throw this.#error(state === "bare" ? "QUOTE_BARE" : "QUOTE_TRAILING", QUOTES);
    if (state === "start") this.#column++;
    if (this.#column >= MAX_COLUMNS) throw this.#error("HEADER_TOO_WIDE");
    this.#state = state;
    return false;
  }

  /** @returns undefined for an empty line, which is not a record */
  #take(record: Buffer): Found | undefined {
    const bytes = this.#isAfterCr ? record.subarray(0, -1) : record;
    const found = { bytes, columns: this.#column + 1, line: this.#startLine };
    this.#state = "start";
    this.#column = 0;
    this.#size = 0;
    this.#pending = [];
    this.#isAfterCr = false;
    this.#startLine = this.#line;
    return bytes.length === 0 ? undefined : found;
  }

  /** Whether a byte after the record belongs to an empty line. */
  #isEmptyLine(byte: number): boolean {
    const isEmpty = byte === LF || (byte === CR && !this.#isAfterCr);
    if (byte === LF) this.#line++;
    if (isEmpty) this.#isAfterCr = byte === CR;
    return isEmpty;
  }

  #complete(found: Found, rest: Buffer): FoundRecord {
    return { ...found, rest: this.#isAfterCr ? Buffer.concat([Buffer.of(CR), rest]) : rest, restLine: this.#line };
  }

  #error(code: CleanerErrorCode, explanation?: string): CleanerError {
    const hasPlace = code === "QUOTE_BARE" || code === "QUOTE_TRAILING" || code === "QUOTE_UNCLOSED";
    const column = hasPlace ? columnName([], this.#column) : undefined;
    return new CleanerError(code, { line: this.#startLine, column }, explanation === undefined ? {} : { explanation });
  }
}

function hasTypedLineEnd({ bytes }: Found): boolean {
  return TYPED_LINE_ENDS.some((end) => bytes.includes(end));
}
