import type { NotPersonal, Personal, Scalar } from "./field.ts";

/** The columns of a relational table that may leave, by name, each with a type or a class. */
export interface Table {
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
  /** The column with the time of a row's last change, which a watermark reads. */
  readonly updatedAt?: string;
  readonly columns: TableColumns;
}

/** A column needs a type, because the source has one: there is no `true`. */
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
