import { QUOTE } from "./ascii";
import { Bytes } from "./bytes";
import { Projected } from "./json-projector";
import { KeyTable } from "./key-table";
import { ValueCounts } from "./value-counts";

/** UTF-8's byte order mark, as it is read. */
const BOM: u32 = 0xbfbbef;
const BOM_BYTES: usize = 3;

/** A column of the file, and where its cell lies in the record that was read last. */
export class Column {
  /** Whether its quoted cell is projected while its end is looked for, and what may pass then; null keeps it whole. */
  isAhead: bool = false;
  rule: KeyTable | null = null;
  /** The text of its cell; quotes around it are outside. */
  from: usize = 0;
  to: usize = 0;
  isQuoted: bool = false;
  /** What was found ahead, where it was written aside, and what is counted of it. */
  found: Projected = Projected.Unknown;
  asideFrom: usize = 0;
  asideTo: usize = 0;
  readonly counts: ValueCounts = new ValueCounts();

  constructor(
    readonly index: i32,
    /** Its header. */
    readonly name: Bytes,
  ) {}

  /** Whether the cell has just this text. */
  is(text: Bytes): bool {
    return this.isFrom(this.from, text);
  }

  /** Whether the cell is empty, or just the null marker. */
  isNull(marker: Bytes): bool {
    return this.from === this.to || this.is(marker);
  }

  /** As `is`, without the byte order mark of a file that was joined to this one. */
  isBare(text: Bytes): bool {
    return this.isFrom(this.from + this.bomBytes(), text);
  }

  isBareNull(marker: Bytes): bool {
    return this.from + this.bomBytes() === this.to || this.isBare(marker);
  }

  /** Takes that mark off. @returns whether there was one */
  dropBom(): bool {
    const bytes = this.bomBytes();
    this.from += bytes;
    return bytes > 0;
  }

  private bomBytes(): usize {
    if (this.index !== 0 || this.to - this.from < BOM_BYTES) return 0;
    return (load<u32>(this.from) & 0xffffff) === BOM ? BOM_BYTES : 0;
  }

  private isFrom(from: usize, text: Bytes): bool {
    let at = from;
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
