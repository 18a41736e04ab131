/** A table as the source has it. */
export interface SeenTable {
  readonly columns: ReadonlyMap<string, SeenColumn>;
  /** The columns of its primary key, in order; empty if it has none. */
  readonly key: readonly string[];
}

export interface SeenColumn {
  /** As the source writes it: `decimal(12,2)`. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** Whether DMS treats it as a large object. */
  readonly isLob: boolean;
}

/** What a column holds. An integer has so many digits, and MySQL keeps booleans in some; `other` is what only a text can hold. */
export type ColumnKind =
  | "text"
  | "boolean"
  | "float"
  | "date"
  | "timestamp"
  | "binary"
  | "other"
  | { readonly integer: number; readonly mayBeBoolean?: true }
  | Decimal;

/** Digits in all, and behind the point. */
interface Decimal {
  readonly precision: number;
  readonly scale: number;
}
