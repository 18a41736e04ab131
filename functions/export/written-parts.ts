import { batchPrefix, timeOfBatch } from "../shared/export-manifest.ts";
import type { Row } from "../shared/snowflake-sql-api/answer.ts";
import { type Export, fromSnowflake } from "./export.ts";
import { ExportError } from "./export-error.ts";
import type { StartedExport } from "./export-event.ts";
import { type ListedObject, listObjects } from "./manifests.ts";

/** A part in the bucket, with the rows that Snowflake has written into it. */
export interface WrittenPart extends ListedObject {
  readonly rows: number;
}

/**
 * The parts of a query: what Snowflake says it has written, and what the bucket has, which must be the same.
 * @throws ExportError
 */
export async function writtenParts(of: Export, started: StartedExport, handle: string): Promise<WrittenPart[]> {
  const where = { table: `${of.database}.${started.table}`, batch: started.batch, query: handle };
  const said = (await rowsOf(of, handle, where)).map((row) => read(row, where));
  const listed = await listObjects(of, batchPrefix(started.table, timeOfBatch(started.batch)));
  const byName = new Map(listed.map((object) => [nameOf(object.key), object]));
  const parts = said.map(({ name, bytes, rows }) => {
    const object = byName.get(name);
    if (object === undefined || object.bytes !== bytes) throw new ExportError("PARTS_DIFFER", { where });
    return { ...object, rows };
  });
  const named = new Set(said.map(({ name }) => name));
  const isOther = [...byName.keys()].some((name) => name.includes(handle) && !named.has(name));
  if (isOther || named.size !== said.length) throw new ExportError("PARTS_DIFFER", { where });
  return parts.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

type Where = { readonly table: string; readonly batch: string; readonly query: string };

async function rowsOf(of: Export, handle: string, where: Where): Promise<readonly Row[]> {
  try {
    const snowflake = await of.login();
    const state = await snowflake.ask(handle);
    if (state.state === "running") throw new ExportError("UNLOAD_UNREADABLE", { where });
    return await snowflake.rows(state);
  } catch (error) {
    throw fromSnowflake(error, "UNLOAD_FAILED", where);
  }
}

/** A row of DETAILED_OUTPUT. https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#copy-options-copyoptions */
function read(row: Row, where: Where): { readonly name: string; readonly bytes: number; readonly rows: number } {
  const { file_name: file, file_size: size, row_count: count } = row;
  const [bytes, rows] = [Number(size ?? Number.NaN), Number(count ?? Number.NaN)];
  if (!file || !Number.isSafeInteger(bytes) || !Number.isSafeInteger(rows))
    throw new ExportError("UNLOAD_UNREADABLE", { where });
  return { name: nameOf(file), bytes, rows };
}

/** The last part of a path. The names of parts have the query's id, so that there are no two. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
