import type { Scalar } from "./field.ts";
import { describeField } from "./listed-fields.ts";
import { isRelational, type Sources } from "./source.ts";
import type { Table } from "./table.ts";

/** A table as its contract lists it, without classes and reasons. */
export interface ListedTable {
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
  /** The columns that have a length for large objects. */
  readonly lob: readonly string[];
  readonly columns: { readonly [column: string]: Scalar };
}

/** By database and table. */
export type ListedTables = { readonly [database: string]: { readonly [table: string]: ListedTable } };

/** The listed tables of every source that DMS reads by tables. */
export function listedTablesOf(sources: Sources): ListedTables {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([database, source]) => {
      if (!isRelational(source)) return [];
      return [[database, Object.fromEntries(Object.entries(source.tables).map(([name, it]) => [name, listed(it)]))]];
    }),
  );
}

function listed({ key, lob = {}, columns }: Table): ListedTable {
  return {
    key,
    lob: Object.keys(lob),
    // A column of a table is never JSON: its type does not allow it.
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, describeField(column).type as Scalar]),
    ),
  };
}
