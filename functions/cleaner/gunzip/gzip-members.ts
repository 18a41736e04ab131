import { crc32 } from "node:zlib";
import type { Chunks } from "../chunks.ts";
import { GzipError, trailingBytes } from "./gzip-error.ts";
import { Inflater } from "./inflater.ts";
import { type ByteReader, readHeader, readTrailer } from "./member-frame.ts";

/** What the next byte belongs to. `between`: a member has ended, and the next byte says what follows. */
type Part = "header" | "stream" | "trailer" | "between" | "padding";

/**
 * Inflates the members of a gzip file, which are one text. https://www.rfc-editor.org/rfc/rfc1952#section-2.2
 * A buffer is overwritten when the next is asked for.
 * @param module `INFLATE`
 * @throws GzipError
 */
export async function* membersOf(source: Chunks, module: object): Chunks {
  const members = new GzipMembers(module);
  for await (const chunk of source) yield* members.push(chunk);
  if (members.faultAtEnd !== undefined) throw members.faultAtEnd;
}

class GzipMembers {
  readonly #inflater: Inflater;
  #part: Part = "header";
  #frame: ByteReader = begun(readHeader());
  #frameBytes = 0;
  /** Of the current member's text. */
  #crc = 0;
  #bytes = 0;

  constructor(module: object) {
    this.#inflater = new Inflater(module);
  }

  *push(bytes: Buffer): Generator<Buffer> {
    for (let rest = bytes; rest.length > 0; ) {
      if (this.#part === "stream") rest = yield* this.#readStream(rest);
      else if (this.#part === "between") this.#startNext(rest[0] as number);
      else if (this.#part === "padding") rest = skipZeros(rest);
      else rest = this.#readFrame(rest);
    }
  }

  /** What is wrong if the file ends here. */
  get faultAtEnd(): GzipError | undefined {
    if (this.#part === "between" || this.#part === "padding") return undefined;
    // Half of the magic bytes are not yet a member.
    return this.#part === "header" && this.#frameBytes < 2 ? trailingBytes() : new GzipError("A member is cut short.");
  }

  #readFrame(bytes: Buffer): Buffer {
    let at = 0;
    while (at < bytes.length) {
      this.#frameBytes++;
      if (!this.#frame.next(bytes[at++] as number).done) continue;
      if (this.#part === "trailer") this.#part = "between";
      else this.#startStream();
      break;
    }
    return bytes.subarray(at);
  }

  #startStream(): void {
    this.#part = "stream";
    this.#inflater.begin();
    this.#crc = 0;
    this.#bytes = 0;
  }

  *#readStream(bytes: Buffer): Generator<Buffer, Buffer> {
    const texts = this.#inflater.push(bytes);
    let next = texts.next();
    for (; !next.done; next = texts.next()) {
      this.#crc = crc32(next.value, this.#crc);
      this.#bytes += next.value.length;
      yield next.value;
    }
    if (next.value === undefined) return bytes.subarray(bytes.length);
    this.#part = "trailer";
    this.#frame = begun(readTrailer(this.#crc, this.#bytes));
    return next.value;
  }

  #startNext(byte: number): void {
    this.#part = byte === 0 ? "padding" : "header";
    this.#frame = begun(readHeader());
    this.#frameBytes = 0;
  }
}

function skipZeros(bytes: Buffer): Buffer {
  if (bytes.some((byte) => byte !== 0)) throw trailingBytes();
  return bytes.subarray(bytes.length);
}

/** A generator takes its first value only after it was begun. */
function begun(reader: ByteReader): ByteReader {
  reader.next();
  return reader;
}
