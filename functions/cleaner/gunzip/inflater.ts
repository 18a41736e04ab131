import { instantiate } from "../web-assembly.ts";
import { GzipError } from "./gzip-error.ts";

/** The exports of `assembly/index.ts`. */
interface Assembly {
  readonly memory: { readonly buffer: ArrayBuffer };
  begin(): void;
  inputAt(): number;
  inputRoom(): number;
  inflate(added: number): number;
  outputAt(): number;
  outputLength(): number;
  unread(): number;
}

/** Why it stopped, in the order of the numbers in `assembly/index.ts`. */
const STATUSES = ["needs-input", "output-full", "end", "invalid"] as const;

/** Inflates deflate streams, one after the other. https://www.rfc-editor.org/rfc/rfc1951 */
export class Inflater {
  readonly #assembly: Assembly;
  /** It never grows. */
  readonly #memory: Buffer;

  /** @param module `INFLATE` */
  constructor(module: object) {
    this.#assembly = instantiate(module);
    this.#memory = Buffer.from(this.#assembly.memory.buffer);
  }

  begin(): void {
    this.#assembly.begin();
  }

  /**
   * Yields the text of these bytes. A buffer is overwritten when the next is asked for.
   * @returns the bytes after the stream; undefined if it goes on
   * @throws GzipError if the stream is damaged
   */
  *push(bytes: Buffer): Generator<Buffer, Buffer | undefined> {
    for (let at = 0; at < bytes.length; ) {
      const place = this.#assembly.inputAt();
      const copied = bytes.copy(this.#memory, place, at, at + this.#assembly.inputRoom());
      at += copied;
      const status = yield* this.#inflate(copied);
      if (status === "end") return bytes.subarray(at - this.#assembly.unread());
      if (status === "invalid") throw new GzipError("The deflate stream is damaged.");
    }
    return undefined;
  }

  *#inflate(added: number): Generator<Buffer, (typeof STATUSES)[number] | undefined> {
    let status = STATUSES[this.#assembly.inflate(added)];
    for (; status === "output-full"; status = STATUSES[this.#assembly.inflate(0)]) yield this.#output();
    if (this.#assembly.outputLength() > 0) yield this.#output();
    return status;
  }

  #output(): Buffer {
    const start = this.#assembly.outputAt();
    return this.#memory.subarray(start, start + this.#assembly.outputLength());
  }
}
