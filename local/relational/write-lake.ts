import { join } from "node:path";
import type { Sources } from "../../contracts/source.ts";
import type { Table } from "../../contracts/table.ts";
import { relationalIn } from "../../warehouse/dbt-files/relational.ts";
import type { Row } from "../lake/lake-file.ts";
import { SourceTable } from "../lake/source-table.ts";
import { included } from "./included.ts";
import { sourceHistory } from "./source-history.ts";

/** A table of the demo: in its source database, and in the lake. */
export interface DemoTable extends WrittenTable {
  /** The full paths of its objects. */
  readonly files: readonly string[];
}

/** A table whose objects are in a folder that is not finished. */
interface WrittenTable {
  readonly source: SourceTable;
  /** Its objects in the lake, by their keys, the full load first. */
  readonly keys: readonly string[];
  /** A row as the source has it, with what does not leave. */
  readonly sourceRow: Row;
  /** The row that changes several times within one second. */
  readonly busy: Row;
}

/** A table whose history is to be written. */
export interface Listed {
  readonly database: string;
  readonly name: string;
  readonly table: Table;
}

/** All tables of relational sources. */
export function tablesIn(sources: Sources): Listed[] {
  return relationalIn(sources).flatMap(({ database, tables }) =>
    Object.entries(tables).map(([name, table]) => ({ database, name, table })),
  );
}

/** Writes the lake of all tables. @param step is called after each */
export async function writeLake(
  lake: string,
  listed: readonly Listed[],
  step: (table: string) => void,
): Promise<WrittenTable[]> {
  const written: WrittenTable[] = [];
  for (const [place, table] of listed.entries()) {
    written.push(await writeTable(lake, table, place));
    step(`${table.database}/${table.name}`);
  }
  return written;
}

/** @param lake the finished folder */
export function inLake(lake: string, table: WrittenTable): DemoTable {
  return { ...table, files: table.keys.map((key) => join(lake, key)) };
}

/** Makes a table's history and writes it into the lake, as DMS does. @param place of the table among all */
async function writeTable(lake: string, { database, name, table }: Listed, place: number): Promise<WrittenTable> {
  const { loadedAt, load, seconds, busy } = sourceHistory(table, place);
  const read = included(database, name, table);
  const source = new SourceTable(lake, database, name, table);
  const keys = [await source.load(loadedAt, load.map(read))];
  for (const { at, operations } of seconds)
    keys.push(
      await source.change(
        at,
        operations.map(([op, row]) => [op, read(row)]),
      ),
    );
  return { source, keys, sourceRow: load[0] ?? busy, busy };
}
