import type { Query } from "../../shared/source/query.ts";

/** How a table keeps its rows, and its time of change. */
export interface Storage {
  readonly engine: string;
  /** The columns of each index, in order; of one on a part of a column, none. */
  readonly indexes: readonly (readonly string[])[];
  readonly nullable: ReadonlySet<string>;
  /** The columns that have no zone of time. */
  readonly datetimes: ReadonlySet<string>;
}

const TABLES = `
  select table_name as t, engine as e from information_schema.tables where table_schema = ? and table_name in (?)`;

const INDEXES = `
  select table_name as t, index_name as i, column_name as c, sub_part as part
  from information_schema.statistics where table_schema = ? and table_name in (?)
  order by table_name, index_name, seq_in_index`;

const COLUMNS = `
  select table_name as t, column_name as c, is_nullable as n, data_type as type
  from information_schema.columns where table_schema = ? and table_name in (?)`;

export async function readStorage(
  query: Query,
  database: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Storage>> {
  const [tables, indexes, columns] = [
    await query(TABLES, [database, names]),
    await query(INDEXES, [database, names]),
    await query(COLUMNS, [database, names]),
  ];
  return new Map(
    tables.map(({ t, e }) => {
      const here = indexes.filter((each) => each.t === t);
      const own = columns.filter((each) => each.t === t);
      const namesOf = (rows: typeof own) => new Set(rows.map(({ c }) => String(c)));
      const storage: Storage = {
        engine: String(e),
        indexes: [...new Set(here.map(({ i }) => i))]
          .map((name) => here.filter(({ i }) => i === name))
          .map((parts) => (parts.every(({ part }) => part === null) ? parts.map(({ c }) => String(c)) : [])),
        nullable: namesOf(own.filter(({ n }) => n === "YES")),
        datetimes: namesOf(own.filter(({ type }) => String(type).toLowerCase() === "datetime")),
      };
      return [String(t), storage] as const;
    }),
  );
}
