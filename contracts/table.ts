import type { NotPersonal, Personal, Scalar } from "./field.ts";

/** The columns of a relational table that may leave, by name, each with a type or a class. */
export interface Table {
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
  /** The column with the time of a row's last change, which a watermark reads. */
  readonly updatedAt?: string;
  /** The listed columns that DMS treats as large objects, each with the longest value that it may have. */
  readonly lob?: { readonly [column: string]: Lob };
  readonly columns: TableColumns;
}

/**
 * A large object: in MySQL a `text`, `json` or `blob` of any size, in PostgreSQL a `text`, `json`, `jsonb`, or a `varchar` without a length.
 * DMS reads large objects only up to a length that it is told.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html
 */
interface Lob {
  /** KB, up to 102,400. A longer value stops the task: it would otherwise be truncated. */
  readonly maxKb: number;
}

/** A column needs a type, because the source has one: there is no `true`. */
type TableColumn = Scalar | Personal | NotPersonal<Scalar>;
export type TableColumns = { readonly [column: string]: TableColumn };

type NameOf<Columns> = keyof Columns & string;
type TimeIn<Columns> = {
  [Name in NameOf<Columns>]: Columns[Name] extends "timestamp" | { readonly type: "timestamp" } ? Name : never;
}[NameOf<Columns>];
/** Not an object type with the text columns alone: without any it would be `{}`, which accepts every property. */
type LobIn<Columns> = {
  readonly [Name in NameOf<Columns>]?: Columns[Name] extends "text" | { readonly type: "text" } ? Lob : never;
};

/** What `table` takes: the key and the time of a change are among the columns. */
export interface TableOf<Columns extends TableColumns> {
  readonly key: readonly [NoInfer<NameOf<Columns>>, ...NoInfer<NameOf<Columns>>[]];
  readonly updatedAt?: NoInfer<TimeIn<Columns>>;
  readonly lob?: NoInfer<LobIn<Columns>>;
  readonly columns: Columns;
}

/** A table's contract: `table({ key: ["id"], updatedAt: "updated_at", columns: { … } })`. */
export function table<const Columns extends TableColumns>(contract: TableOf<Columns>): Table {
  return contract as Table;
}
