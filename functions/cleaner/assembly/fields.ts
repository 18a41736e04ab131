import { Bytes } from "./bytes";
import { Column } from "./column";
import { KeyTable } from "./key-table";

export enum FieldKind {
  /** The cell's text, as a JSON string. */
  Text,
  /** The cell is JSON, and the rule says what passes. */
  Json,
  /** As Json; if the cell is null, the columns into which DMS flattened the object are used. */
  Nested,
}

/** A field of the output. */
export class Field {
  next: Field | null = null;
  readonly flattened: Fields = new Fields();

  constructor(
    readonly kind: FieldKind,
    /** Null if the header has only the flattened columns. */
    readonly column: Column | null,
    readonly rule: KeyTable | null,
    /** `,"name":` */
    readonly prefix: Bytes,
    /** Whether it is the document's key, or a part of it. */
    readonly isKey: bool,
  ) {}
}

/** A list of fields. */
export class Fields {
  first: Field | null = null;
  private last: Field | null = null;

  add(field: Field): void {
    const last = this.last;
    if (last === null) this.first = field;
    else last.next = field;
    this.last = field;
  }
}
