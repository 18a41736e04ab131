import { QUOTE } from "./ascii";
import { Bytes } from "./bytes";
import { Projected } from "./json-projector";
import { KeyTable } from "./key-table";
import { ValueCounts } from "./value-counts";

/** UTF-8's byte order mark, as a little-endian number. */
const BOM: u32 = 0xbfbbef;
const BOM_BYTES: usize = 3;

/** A column of the file, and its cell in the last record. */
export class Column {
  /** Whether its cell is read for most records: for a field, the key, the timestamp, `Op` or a byte order mark. */
  isRead: bool = false;
  /** The number of columns from this one on that are not read, up to the first that is. */
  unread: i32 = 0;
  /** Whether a quoted cell is projected ahead, while the scanner looks for its end. */
  isAhead: bool = false;
  /** What may pass of a cell that is projected ahead; null keeps it whole. */
  rule: KeyTable | null = null;
  /** The text of its cell, without quotes around it. */
  from: usize = 0;
  to: usize = 0;
  isQuoted: bool = false;
  /** The result of projecting its cell ahead, the place of that in the scratch region, and its counts. */
  found: Projected = Projected.Unknown;
  scratchFrom: usize = 0;
  scratchTo: usize = 0;
  readonly counts: ValueCounts = new ValueCounts();

  constructor(
    readonly index: i32,
    /** Its name in the header. */
    readonly name: Bytes,
  ) {}

  /** Whether the cell has exactly this text. */
  equals(text: Bytes): bool {
    return this.equalsFrom(this.from, text);
  }

  /** Whether the cell is empty, or exactly the null marker. */
  isNull(marker: Bytes): bool {
    return this.from === this.to || this.equals(marker);
  }

  /** As `equals`, but ignores a byte order mark, which the record has if it starts a file that was joined to this one. */
  equalsWithoutBom(text: Bytes): bool {
    return this.equalsFrom(this.from + this.bomBytes(), text);
  }

  isNullWithoutBom(marker: Bytes): bool {
    return this.from + this.bomBytes() === this.to || this.equalsWithoutBom(marker);
  }

  /** Drops that byte order mark. @returns whether there was one */
  dropBom(): bool {
    const bytes = this.bomBytes();
    this.from += bytes;
    return bytes > 0;
  }

  private bomBytes(): usize {
    if (this.index !== 0 || this.to - this.from < BOM_BYTES) return 0;
    return (load<u32>(this.from) & 0xffffff) === BOM ? BOM_BYTES : 0;
  }

  private equalsFrom(from: usize, text: Bytes): bool {
    let at = from;
    for (let index: usize = 0; index < text.length; index++) {
      const byte = load<u8>(text.at + index);
      if (at >= this.to || load<u8>(at) !== byte) return false;
      at += byte === QUOTE && this.isQuoted ? 2 : 1;
    }
    return at === this.to;
  }

  /** The only byte of the cell; 0 if it has none or several. */
  singleByte(): u8 {
    return this.to === this.from + 1 ? load<u8>(this.from) : 0;
  }
}
