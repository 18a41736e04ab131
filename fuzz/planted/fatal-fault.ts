import type { Mask } from "../../contracts/mask.ts";
import type { Dialect } from "./csv-bytes.ts";
import type { Table } from "./table.ts";

/** A sound file, into which a fault is put. */
interface SoundFile {
  readonly table: Table;
  readonly dialect: Dialect;
  readonly mask: Mask;
  /** Another file of the same collection. */
  readonly other: Table;
}

/** Where the fault is put, and a planted value for it. */
interface Place {
  /** Index of a record, not counting the header. */
  readonly row: number;
  readonly word: string;
  /** Chooses one of several variants. */
  readonly turn: number;
}

/** Writes a file's CSV so that the file must fail as a whole. */
export type FatalFault = (file: SoundFile, place: Place) => Buffer;
