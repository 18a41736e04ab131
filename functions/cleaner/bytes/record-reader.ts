import { isUtf8 } from "node:buffer";
import { LF, MAX_RECORD_BYTES } from "../csv-state.ts";
import type { Layout } from "../layout.ts";
import type { Counts } from "../tally.ts";
import { countReplaced, decodeUtf8 } from "../utf8.ts";
import { type Address, type Assembly, memoryOf, newAssembly } from "./assembly.ts";
import type { ListedKeys } from "./key-tables.ts";
import { STATUSES, type Status } from "./status.ts";
import { writePlan } from "./write-plan.ts";

/** Must follow the bytes: every loop stops in it, so that no loop needs to check for the end of the bytes. */
const SENTINEL = Buffer.from('\n"\n');
/** Small, because most objects are small; it grows with the first large chunk. */
const START_BYTES = 64 * 1024;
const ANY_SIZE = 0xffff_ffff;

/** How the records become lines. */
export interface ReadingPlan {
  readonly layout: Layout;
  readonly nullMarker: string;
  readonly onMalformed: (column: number) => void;
}

/**
 * Bytes of a file in, lines of NDJSON out. The window in the assembly's memory has the unread rest of the last chunks, followed by the
 * new chunk.
 */
export class RecordReader {
  /** Characters that were not valid UTF-8, in the bytes that were read. */
  #replaced = 0;
  readonly #assembly: Assembly;
  readonly #keys: ListedKeys;
  #view: Buffer;
  #capacity = START_BYTES;
  #length = 0;
  #enough = 1;

  /** @param line of the file on which the bytes start */
  constructor(line: number, { layout, nullMarker, onMalformed }: ReadingPlan) {
    this.#assembly = newAssembly({
      escapedKey: (...key) => this.#escapedKey(...key),
      malformedCell: (column) => onMalformed(column),
    });
    this.#view = memoryOf(this.#assembly);
    this.#keys = writePlan(this.#assembly, layout, nullMarker);
    this.#assembly.begin(line, this.#capacity);
  }

  append(chunk: Buffer): void {
    this.#ensureCapacity(this.#length + chunk.length + SENTINEL.length);
    chunk.copy(this.#memory, this.#assembly.windowAt() + this.#length);
    this.#length += chunk.length;
  }

  /** Bytes that are not read yet. */
  get length(): number {
    return this.#length;
  }

  /** An incomplete record is read again from its start, but only when there are twice as many bytes of it. */
  get isWorthReading(): boolean {
    return this.#length >= this.#enough;
  }

  /**
   * Reads the complete records.
   * @param isLast whether no bytes will follow
   * @returns `incomplete`, or why it stopped; `line`, `column`, `size` and `stopped` are about the record at which it stopped
   */
  read(isLast: boolean): Status {
    this.#seal(this.#length);
    const bytes = this.#bytes(0, this.#length);
    // A line end cuts no character, so only complete characters are checked.
    const lines = isLast ? this.#length : bytes.lastIndexOf(LF) + 1;
    const isValid = isUtf8(bytes.subarray(0, lines));
    const { status, next } = isValid
      ? this.#readValid(0, this.#length, isLast, MAX_RECORD_BYTES)
      : this.#repair(isLast);
    if (!isValid) this.#replaced += countReplaced(this.#bytes(0, next));
    if (status === "incomplete") this.#keepFrom(next);
    return status;
  }

  /** The line of the file on which the record starts at which reading stopped, or which is incomplete. */
  get line(): number {
    return this.#assembly.line();
  }

  /** Of the record at which reading stopped: its last column, or the one with the fault, counted from 0. */
  get column(): number {
    return this.#assembly.foundColumn();
  }

  /** Its bytes without the line end; if a quote is out of place, the bytes before the place where that is noticed. */
  get size(): number {
    return this.#assembly.foundSize();
  }

  /** The bytes of that record, if it is complete. */
  get stopped(): Buffer {
    const start = this.#assembly.startAt();
    return Buffer.from(this.#memory.subarray(start, start + this.size));
  }

  get counts(): Counts {
    const assembly = this.#assembly;
    return {
      rowsIn: assembly.rows(),
      rowsOut: assembly.rows(),
      deletes: assembly.deletes(),
      keyless: assembly.keyless(),
      keylessDeletes: assembly.keylessDeletes(),
      scalars: assembly.scalars(),
      replacedCharacters: this.#replaced + assembly.replaced(),
    };
  }

  get linesLength(): number {
    return this.#assembly.linesLength();
  }

  /** The lines so far; valid until the next `append`. */
  takeLines(): Buffer {
    const from = this.#assembly.linesAt();
    const lines = this.#memory.subarray(from, from + this.linesLength);
    this.#assembly.forgetLines();
    return lines;
  }

  #readValid(from: number, to: number, isLast: boolean, largest: number): Reading {
    const window = this.#assembly.windowAt();
    const status = STATUSES[this.#assembly.readAll(window + from, window + to, isLast, largest)] as Status;
    return { status, next: Math.min(this.#assembly.nextAt() - window, to) };
  }

  /** Reads record by record: each is found as it is; a copy in valid UTF-8, which has the same cells, is put after the window and read. */
  #repair(isLast: boolean): Reading {
    const window = this.#assembly.windowAt();
    let at = 0;
    while (at < this.#length) {
      const status = STATUSES[this.#assembly.scan(window + at, window + this.#length, isLast)] as Status;
      if (status !== "record" && status !== "blank") return { status, next: at };
      if (this.size > MAX_RECORD_BYTES) return { status: "too-large", next: at };
      const next = Math.min(this.#assembly.nextAt() - window, this.#length);
      const repaired = Buffer.from(decodeUtf8(this.#bytes(at, next)));
      const place = this.#length + SENTINEL.length;
      this.#ensureCapacity(place + repaired.length + SENTINEL.length);
      repaired.copy(this.#memory, window + place);
      this.#seal(place + repaired.length);
      const { status: read } = this.#readValid(place, place + repaired.length, true, ANY_SIZE);
      at = next;
      if (read !== "incomplete") return { status: read, next };
    }
    return { status: "incomplete", next: at };
  }

  #escapedKey(table: Address, from: Address, to: Address, isDoubled: number): Address {
    const bytes = this.#memory.subarray(from, to);
    // A damaged key is read again in the repaired record. Decoded here it may be longer than the key, and there is no room for that.
    if (!isUtf8(bytes)) return 0;
    const written = bytes.toString();
    const text = isDoubled ? written.replaceAll('""', '"') : written;
    return this.#keys.get(table)?.get(JSON.parse(`"${text}"`) as string) ?? 0;
  }

  /** Removes the bytes that were read. */
  #keepFrom(next: number): void {
    this.#bytes(0, this.#length).copyWithin(0, next);
    this.#length -= next;
    this.#enough = Math.min(2 * this.#length, MAX_RECORD_BYTES) + 1;
  }

  #ensureCapacity(bytes: number): void {
    if (bytes <= this.#capacity) return;
    this.#capacity = Math.max(bytes, 2 * this.#capacity);
    this.#assembly.enlarge(this.#capacity);
  }

  /** Made again only if the memory has grown, because it takes as long as to read some kilobytes. */
  get #memory(): Buffer {
    if (this.#view.buffer !== this.#assembly.memory.buffer) this.#view = memoryOf(this.#assembly);
    return this.#view;
  }

  #seal(at: number): void {
    SENTINEL.copy(this.#memory, this.#assembly.windowAt() + at);
  }

  #bytes(from: number, to: number): Buffer {
    const window = this.#assembly.windowAt();
    return this.#memory.subarray(window + from, window + to);
  }
}

interface Reading {
  readonly status: Status;
  /** Where in the window the next record starts. */
  readonly next: number;
}
