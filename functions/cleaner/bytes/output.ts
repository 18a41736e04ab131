/** Bytes to be handed on in large batches; grows as needed, and starts a new buffer after each batch. */
export class Output {
  bytes: Buffer = Buffer.allocUnsafe(START_BYTES);
  length = 0;

  /** Room for so many bytes more, so that what writes them need not ask again. */
  reserve(count: number): void {
    const wanted = this.length + count;
    if (wanted <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, 2 * this.bytes.length));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** Appends, without asking for room. */
  append(source: Buffer, from: number, to: number): void {
    const { bytes } = this;
    let { length } = this;
    // A call out of JavaScript costs more than a short loop.
    if (to - from > 64) length += source.copy(bytes, length, from, to);
    else for (let at = from; at < to; at++) bytes[length++] = source[at] as number;
    this.length = length;
  }

  push(byte: number): void {
    this.bytes[this.length++] = byte;
  }

  /** What was written so far; the caller's to keep. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = Buffer.allocUnsafeSlow(Math.max(START_BYTES, this.length + this.length / 4));
    this.length = 0;
    return taken;
  }
}

const START_BYTES = 128 * 1024;
