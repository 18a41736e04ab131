import type { PlainColumn } from "./write-chunk.ts";

const FIRST_BYTES = 64 * 1024;

/** Up to here a loop over bytes is faster than a call into Node. */
const SHORT = 48;

/** Bytes of a length, which stand before each text. */
const LENGTH = 4;

/**
 * A column of texts as Parquet has them in a page: each with its length before it, in UTF-8. A text is written where it stays, and no string is
 * made of it: millions of short strings are much work for the garbage collector.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
export class TextColumn implements PlainColumn {
  readonly type = "BYTE_ARRAY";
  /** After `reserve`, a caller may write here, at `at`, and move `at` on. */
  bytes = new Uint8Array(FIRST_BYTES);
  at = 0;
  /** Where the text begins that was begun last. */
  #start = LENGTH;
  readonly levels: number[] = [];

  get rows(): number {
    return this.levels.length;
  }

  get plain(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  /** Begins a text, which is null if it is not ended. */
  begin(): void {
    this.reserve(LENGTH);
    this.at += LENGTH;
    this.#start = this.at;
  }

  end(): void {
    const { bytes, length } = this;
    const at = this.#start - LENGTH;
    bytes[at] = length;
    bytes[at + 1] = length >>> 8;
    bytes[at + 2] = length >>> 16;
    bytes[at + 3] = length >>> 24;
    this.levels.push(1);
  }

  abandon(): void {
    this.at = this.#start - LENGTH;
  }

  /** Takes the last text back, of a document that has the same field twice. */
  undo(): void {
    this.abandon();
    this.levels.pop();
  }

  addNull(): void {
    this.levels.push(0);
  }

  clear(): void {
    this.at = 0;
    this.levels.length = 0;
  }

  /** Bytes of the text that is being written. */
  get length(): number {
    return this.at - this.#start;
  }

  /** Takes the end of the text back. @param length that is left */
  cut(length: number): void {
    this.at = this.#start + length;
  }

  /** Makes room for so many bytes. */
  reserve(length: number): void {
    if (this.at + length > this.bytes.length) this.#grow(length);
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.at++] = value;
  }

  copy(source: Uint8Array): void {
    const { length } = source;
    this.reserve(length);
    const { bytes, at } = this;
    if (length > SHORT) bytes.set(source, at);
    else for (let index = 0; index < length; index++) bytes[at + index] = source[index] as number;
    this.at = at + length;
  }

  /** A short text of ASCII, such as a number. */
  ascii(text: string): void {
    this.reserve(text.length);
    const { bytes, at } = this;
    for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
    this.at = at + text.length;
  }

  text(text: string): void {
    this.reserve(text.length);
    const { bytes, at } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) {
        this.copy(Buffer.from(text));
        return;
      }
      bytes[at + index] = code;
    }
    this.at = at + text.length;
  }

  #grow(length: number): void {
    const larger = new Uint8Array(2 * (this.at + length));
    larger.set(this.plain);
    this.bytes = larger;
  }
}
