import type { Scalar } from "./field.ts";
import { describeField } from "./listed-fields.ts";
import type { Sources } from "./source.ts";
import type { Table } from "./table.ts";

/** A table of Snowflake as its contract lists it for the export and the sync, without classes and reasons. */
export interface ExportedTable {
  /** The columns by which changes are merged, in order. */
  readonly key: readonly string[];
  /** The time of a row's last change. Absent: the table is always exported in full. */
  readonly updatedAt?: string;
  readonly columns: { readonly [column: string]: Scalar };
}

/** By database and table. */
export type ExportedTables = { readonly [database: string]: { readonly [table: string]: ExportedTable } };

/** The listed tables of every source in Snowflake. */
export function exportedTablesOf(sources: Sources): ExportedTables {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([database, source]) => {
      if (source.engine !== "snowflake") return [];
      return [[database, Object.fromEntries(Object.entries(source.tables).map(([name, it]) => [name, listed(it)]))]];
    }),
  );
}

function listed({ key, updatedAt, columns }: Table): ExportedTable {
  return {
    key,
    ...(updatedAt === undefined ? {} : { updatedAt }),
    // A column of a table is never JSON: its type does not allow it.
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, describeField(column).type as Scalar]),
    ),
  };
}
