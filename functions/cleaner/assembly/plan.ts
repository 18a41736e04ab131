import { Bytes } from "./bytes";
import { Column } from "./column";
import { Fields } from "./fields";

/** How the records of one file become lines. Without columns, only the ends of records can be found. */
export class Plan {
  static columns: StaticArray<Column> = new StaticArray<Column>(0);
  /** Whether the first column is DMS's `Op`. */
  static hasOp: bool = false;
  static nullMarker: Bytes = Bytes.allocate(0);
  static timestamp: Column | null = null;
  /** The columns that have the key, or a part of it. */
  static readonly keys: Column[] = [];
  /** The names that these columns may have in a header. */
  static readonly keyNames: Bytes[] = [];
  static readonly fields: Fields = new Fields();
  static readonly deleteFields: Fields = new Fields();
  /** Whether so many columns side by side are not read that the scanner skips them. */
  static hasUnread: bool = false;
  /** The largest `KeyTable.chain` of all fields. */
  static deepestChain: i32 = 0;
}
