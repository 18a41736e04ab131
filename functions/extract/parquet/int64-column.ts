import type { PlainColumn } from "./write-chunk.ts";

const FIRST_ROWS = 8192;
const HALF = 2 ** 32;

/** A column of whole numbers of 64 bits, each within ±2^53. */
export class Int64Column implements PlainColumn {
  readonly type = "INT64";
  #view = new DataView(new ArrayBuffer(8 * FIRST_ROWS));
  rows = 0;

  get plain(): Uint8Array {
    return new Uint8Array(this.#view.buffer, 0, 8 * this.rows);
  }

  add(value: number): void {
    const at = 8 * this.rows++;
    if (at === this.#view.byteLength) this.#grow();
    const high = Math.floor(value / HALF);
    this.#view.setUint32(at, value - high * HALF, true);
    this.#view.setInt32(at + 4, high, true);
  }

  clear(): void {
    this.rows = 0;
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#view.byteLength);
    larger.set(new Uint8Array(this.#view.buffer));
    this.#view = new DataView(larger.buffer);
  }
}
