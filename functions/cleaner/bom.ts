const BOM = Buffer.from("\uFEFF");

/** Drops a byte order mark at the very start of a file, however the file is cut into chunks. */
export class LeadingBom {
  #head: Buffer | undefined = Buffer.alloc(0);

  push(chunk: Buffer): Buffer {
    if (this.#head === undefined) return chunk;
    this.#head = Buffer.concat([this.#head, chunk]);
    return this.#head.length < BOM.length ? Buffer.alloc(0) : this.end();
  }

  /** What was held back, for a file shorter than the mark. */
  end(): Buffer {
    const head = this.#head ?? Buffer.alloc(0);
    this.#head = undefined;
    return head.subarray(0, BOM.length).equals(BOM) ? head.subarray(BOM.length) : head;
  }
}
