import { MAX_RECORD_BYTES } from "../reference/records.ts";
import { SENTINEL } from "./record-scanner.ts";

/** The bytes that are being read: what is left of the last chunk, and this one behind it. */
export class Window {
  length = 0;
  #bytes = Buffer.allocUnsafe(START_BYTES);
  #enough = 1;

  append(chunk: Buffer): void {
    const wanted = this.length + chunk.length + SENTINEL.length;
    if (wanted > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(wanted, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    chunk.copy(this.#bytes, this.length);
    this.length += chunk.length;
  }

  /** A record that did not end is read again from its start, so only once there is twice as much of it. */
  get isWorthReading(): boolean {
    return this.length >= this.#enough;
  }

  /** The bytes, the sentinel behind them; until the next call of any other method. */
  sealed(): { bytes: Buffer; length: number } {
    SENTINEL.copy(this.#bytes, this.length);
    return { bytes: this.#bytes, length: this.length };
  }

  /** Forgets what was read. */
  keepFrom(start: number): void {
    this.#bytes.copyWithin(0, start, this.length);
    this.length = Math.max(0, this.length - start);
    this.#enough = Math.min(2 * this.length, MAX_RECORD_BYTES) + 1;
  }
}

const START_BYTES = 512 * 1024;
