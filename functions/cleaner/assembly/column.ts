import { QUOTE } from "./ascii";
import { Bytes } from "./bytes";
import { Projected } from "./json-projector";
import { KeyTable } from "./key-table";

/** A column of the file, and where its cell lies in the record that was read last. */
export class Column {
  /** Whether its quoted cell is projected while its end is looked for, and what may pass then; null keeps it whole. */
  isAhead: bool = false;
  rule: KeyTable | null = null;
  /** The text of its cell; quotes around it are outside. */
  from: usize = 0;
  to: usize = 0;
  isQuoted: bool = false;
  /** What was found ahead, and where it was written aside. */
  found: Projected = Projected.Unknown;
  asideFrom: usize = 0;
  asideTo: usize = 0;

  constructor(readonly index: i32) {}

  /** Whether the cell has just this text. */
  is(text: Bytes): bool {
    let at = this.from;
    for (let index: usize = 0; index < text.length; index++) {
      const byte = load<u8>(text.at + index);
      if (at >= this.to || load<u8>(at) !== byte) return false;
      at += byte === QUOTE && this.isQuoted ? 2 : 1;
    }
    return at === this.to;
  }

  /** Its only byte; 0 where it has none or more. */
  only(): u8 {
    return this.to === this.from + 1 ? load<u8>(this.from) : 0;
  }
}
