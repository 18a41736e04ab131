import { decodeUtf8 } from "../utf8.ts";
import { QUOTE } from "./ascii.ts";
import type { JsonAhead } from "./json-ahead.ts";

export const UNWANTED = 0;
const WANTED = 1;
export const WANTED_JSON = 2;

/** Where the cells of one record lie, by column; kept for the columns that are wanted, and used again for the next record. */
export class Cells {
  bytes: Buffer = Buffer.alloc(0);
  /** For each column, whether some field reads it, and whether as JSON. */
  readonly wanted: Uint8Array;
  readonly starts: Int32Array;
  /** Quotes around a cell are outside. */
  readonly ends: Int32Array;
  /** 1 where the cell was quoted. */
  readonly quoted: Uint8Array;
  /** What is known already of the JSON ones. */
  readonly ahead: JsonAhead;
  readonly #null: Buffer;

  constructor(width: number, wanted: Iterable<number>, nullMarker: string, ahead: JsonAhead) {
    this.wanted = new Uint8Array(width);
    for (const column of wanted) this.wanted[column] = WANTED;
    for (const column of ahead.columns) this.wanted[column] = WANTED_JSON;
    this.ahead = ahead;
    this.starts = new Int32Array(width);
    this.ends = new Int32Array(width);
    this.quoted = new Uint8Array(width);
    this.#null = Buffer.from(nullMarker);
  }

  /** Whether the cell is empty, or just the null marker. */
  isNull(column: number): boolean {
    return this.starts[column] === this.ends[column] || this.is(column, this.#null);
  }

  /** Whether the cell has just this text. */
  is(column: number, text: Buffer): boolean {
    const { bytes } = this;
    const end = this.ends[column] as number;
    const doubled = this.quoted[column] === 1;
    let at = this.starts[column] as number;
    for (let index = 0; index < text.length; index++) {
      const byte = text[index];
      if (at >= end || bytes[at] !== byte) return false;
      at += byte === QUOTE && doubled ? 2 : 1;
    }
    return at === end;
  }

  /** The only byte of the first cell; 0 where it has none or more. */
  op(): number {
    const at = this.starts[0] as number;
    return this.ends[0] === at + 1 ? (this.bytes[at] as number) : 0;
  }

  /** Makes valid UTF-8 of the wanted cells, in bytes of their own. */
  repair(): void {
    this.ahead.forget();
    const repaired = [...this.wanted.keys()]
      .filter((column) => this.wanted[column] !== UNWANTED)
      .map((column) => {
        const cell = Buffer.from(decodeUtf8(this.bytes.subarray(this.starts[column], this.ends[column])));
        return { column, cell };
      });
    this.bytes = Buffer.concat(repaired.map(({ cell }) => cell));
    let at = 0;
    for (const { column, cell } of repaired) {
      this.starts[column] = at;
      at += cell.length;
      this.ends[column] = at;
    }
  }
}
