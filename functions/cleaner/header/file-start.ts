import { type FileKind, fileKind, KIND_BYTES } from "./file-kind.ts";

const BOM = Buffer.from("\uFEFF");

/**
 * Holds the first bytes of a file back until its kind is known, whatever the sizes of the chunks, and drops UTF-8's byte order mark.
 */
export class FileStart {
  /** Known before the first byte is handed on; undefined if the file may be text. */
  kind: FileKind | undefined;
  #head: Buffer | undefined = Buffer.alloc(0);

  push(chunk: Buffer): Buffer {
    if (this.#head === undefined) return chunk;
    this.#head = Buffer.concat([this.#head, chunk]);
    return this.#head.length < KIND_BYTES ? Buffer.alloc(0) : this.end();
  }

  /** The bytes that were held back, of a short file. */
  end(): Buffer {
    const head = this.#head ?? Buffer.alloc(0);
    this.#head = undefined;
    this.kind ??= fileKind(head.subarray(0, KIND_BYTES));
    return head.subarray(0, BOM.length).equals(BOM) ? head.subarray(BOM.length) : head;
  }
}
