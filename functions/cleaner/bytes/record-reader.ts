import { isUtf8 } from "node:buffer";
import { LF, MAX_RECORD_BYTES } from "../csv-state.ts";
import type { Layout } from "../layout.ts";
import type { Counts } from "../tally.ts";
import { countReplaced, decodeUtf8 } from "../utf8.ts";
import { type Address, type Assembly, memoryOf, newAssembly } from "./assembly.ts";
import type { ListedKeys } from "./key-tables.ts";
import { STATUSES, type Status } from "./status.ts";
import { writePlan } from "./write-plan.ts";

/** Must stand behind the bytes, so that the loops need not ask where these end: every one of them stops in it. */
const SENTINEL = Buffer.from('\n"\n');
/** Small, since most objects are; it grows with the first large chunk. */
const START_BYTES = 64 * 1024;
const ANY_SIZE = 0xffff_ffff;
/** What is handed on is made of few sizes, and small ones: many large ones leave gaps, and memory grows with the file. */
const BLOCK_BYTES = 64 * 1024;

/** How the records become lines. */
export interface ReadingPlan {
  readonly layout: Layout;
  readonly nullMarker: string;
  readonly onMalformed: (column: number) => void;
}

/** Bytes of a file in, lines of NDJSON out, in the assembly's memory: what is left of the last chunk, and this one behind it. */
export class RecordReader {
  /** Characters of the bytes that were read which were no valid UTF-8. */
  #replaced = 0;
  readonly #assembly: Assembly;
  readonly #keys: ListedKeys;
  #capacity = START_BYTES;
  #length = 0;
  #enough = 1;

  /** @param line of the file on which the bytes start */
  constructor(line: number, { layout, nullMarker, onMalformed }: ReadingPlan) {
    this.#assembly = newAssembly({
      escapedKey: (...key) => this.#escapedKey(...key),
      malformedCell: (column) => onMalformed(column),
    });
    this.#keys = writePlan(this.#assembly, layout, nullMarker);
    this.#assembly.begin(line, this.#capacity);
  }

  append(chunk: Buffer): void {
    this.#haveRoom(this.#length + chunk.length + SENTINEL.length);
    chunk.copy(memoryOf(this.#assembly), this.#assembly.windowAt() + this.#length);
    this.#length += chunk.length;
  }

  /** Bytes that wait for more. */
  get length(): number {
    return this.#length;
  }

  /** A record that did not end is read again from its start, so only once there is twice as much of it. */
  get isWorthReading(): boolean {
    return this.#length >= this.#enough;
  }

  /**
   * Reads the records that are whole.
   * @param isLast whether no bytes will follow
   * @returns `incomplete`, or why it stopped: at the record of `line`, `column`, `size` and `stopped`
   */
  read(isLast: boolean): Status {
    this.#seal(this.#length);
    const bytes = this.#bytes(0, this.#length);
    // Up to a line end no character is cut, so that this is asked of whole ones.
    const lines = isLast ? this.#length : bytes.lastIndexOf(LF) + 1;
    const isValid = isUtf8(bytes.subarray(0, lines));
    const { status, next } = isValid
      ? this.#readValid(0, this.#length, isLast, MAX_RECORD_BYTES)
      : this.#repair(isLast);
    if (!isValid) this.#replaced += countReplaced(this.#bytes(0, next));
    if (status === "incomplete") this.#keepFrom(next);
    return status;
  }

  /** The line of the file on which the record starts that stopped the reading, or waits for more. */
  get line(): number {
    return this.#assembly.line();
  }

  /** Of the record that stopped the reading: its last column, or the one that has the fault, counted from 0. */
  get column(): number {
    return this.#assembly.foundColumn();
  }

  /** Its bytes without the line end; where a quote is out of place, how many there are before what gives it away. */
  get size(): number {
    return this.#assembly.foundSize();
  }

  /** The bytes of that record, where it is whole. */
  get stopped(): Buffer {
    const start = this.#assembly.startAt();
    return Buffer.from(memoryOf(this.#assembly).subarray(start, start + this.size));
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

  /** The lines so far; the caller's to keep. */
  takeLines(): Buffer {
    const from = this.#assembly.linesAt();
    const length = this.linesLength;
    const taken = Buffer.allocUnsafeSlow(Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES).subarray(0, length);
    memoryOf(this.#assembly).copy(taken, 0, from, from + taken.length);
    this.#assembly.forgetLines();
    return taken;
  }

  #readValid(from: number, to: number, isLast: boolean, largest: number): Reading {
    const window = this.#assembly.windowAt();
    const status = STATUSES[this.#assembly.readAll(window + from, window + to, isLast, largest)] as Status;
    return { status, next: Math.min(this.#assembly.nextAt() - window, to) };
  }

  /** Record by record: each is found as it is, then made valid behind the window, which cuts it just the same, and read there. */
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
      this.#haveRoom(place + repaired.length + SENTINEL.length);
      repaired.copy(memoryOf(this.#assembly), window + place);
      this.#seal(place + repaired.length);
      const { status: read } = this.#readValid(place, place + repaired.length, true, ANY_SIZE);
      at = next;
      if (read !== "incomplete") return { status: read, next };
    }
    return { status: "incomplete", next: at };
  }

  #escapedKey(table: Address, from: Address, to: Address, isDoubled: number): Address {
    const bytes = memoryOf(this.#assembly).subarray(from, to);
    // Damaged, so that it is read again once it is repaired. Repaired it may be longer, and there is room for what is read only.
    if (!isUtf8(bytes)) return 0;
    const written = bytes.toString();
    const text = isDoubled ? written.replaceAll('""', '"') : written;
    return this.#keys.get(table)?.get(JSON.parse(`"${text}"`) as string) ?? 0;
  }

  /** Forgets what was read. */
  #keepFrom(next: number): void {
    this.#bytes(0, this.#length).copyWithin(0, next);
    this.#length -= next;
    this.#enough = Math.min(2 * this.#length, MAX_RECORD_BYTES) + 1;
  }

  #haveRoom(bytes: number): void {
    if (bytes <= this.#capacity) return;
    this.#capacity = Math.max(bytes, 2 * this.#capacity);
    this.#assembly.enlarge(this.#capacity);
  }

  #seal(at: number): void {
    SENTINEL.copy(memoryOf(this.#assembly), this.#assembly.windowAt() + at);
  }

  #bytes(from: number, to: number): Buffer {
    const window = this.#assembly.windowAt();
    return memoryOf(this.#assembly).subarray(window + from, window + to);
  }
}

interface Reading {
  readonly status: Status;
  /** Where in the window to go on. */
  readonly next: number;
}
