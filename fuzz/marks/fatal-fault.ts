import type { Mask } from "../../contracts/mask.ts";
import type { Dialect } from "./csv-bytes.ts";
import type { Table } from "./table.ts";

/** A sound file, from which one is made that must fail. */
interface SoundFile {
  readonly table: Table;
  readonly dialect: Dialect;
  readonly mask: Mask;
  /** Of another file of the same collection. */
  readonly other: Table;
}

/** Where a fault is put, and a mark to put it with. */
interface Place {
  /** Index of a record; the header is none. */
  readonly row: number;
  readonly word: string;
  /** Chooses among some that are alike. */
  readonly turn: number;
}

/** Writes a file's CSV so that the file must fail as a whole. */
export type FatalFault = (file: SoundFile, place: Place) => Buffer;
