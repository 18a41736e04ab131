import { Bytes } from "./bytes";
import { Column } from "./column";
import { Fields } from "./fields";

/** How the records of one file become lines. Without columns nothing can be read but where a record ends. */
export class Plan {
  static columns: StaticArray<Column> = new StaticArray<Column>(0);
  /** Whether the first column is DMS's `Op`. */
  static hasOp: bool = false;
  static nullMarker: Bytes = Bytes.allocate(0);
  static timestamp: Column | null = null;
  /** The columns that hold the key, or a part of it. */
  static readonly keys: Column[] = [];
  /** The names under which a header may have it. */
  static readonly keyNames: Bytes[] = [];
  static readonly fields: Fields = new Fields();
  static readonly deleteFields: Fields = new Fields();
  /** Keys of the deepest chain of masks that any field has. */
  static deepestChain: i32 = 0;
}
