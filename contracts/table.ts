import type { NotPersonal, Personal, Scalar } from "./field.ts";

/** What may leave of a relational table: columns by name, each with a type or a class. */
export interface Table {
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
  /** The column that tells when a row was last changed: what a watermark reads. */
  readonly updatedAt?: string;
  readonly columns: TableColumns;
}

/** A column has a type, for the source says it: there is no `true`. */
type TableColumn = Scalar | Personal | NotPersonal<Scalar>;
export type TableColumns = { readonly [column: string]: TableColumn };

type NameOf<Columns> = keyof Columns & string;
type TimeIn<Columns> = {
  [Name in NameOf<Columns>]: Columns[Name] extends "timestamp" | { readonly type: "timestamp" } ? Name : never;
}[NameOf<Columns>];

interface TableOf<Columns extends TableColumns> {
  readonly key: readonly [NoInfer<NameOf<Columns>>, ...NoInfer<NameOf<Columns>>[]];
  readonly updatedAt?: NoInfer<TimeIn<Columns>>;
  readonly columns: Columns;
}

/** A table's contract: `table({ key: ["id"], updatedAt: "updated_at", columns: { … } })`. */
export function table<const Columns extends TableColumns>(contract: TableOf<Columns>): Table {
  return contract;
}
