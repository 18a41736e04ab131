import { askForMoment, type Unload, unload } from "../../warehouse/snowflake/export/unload.ts";
import { batchOf, batchPrefix } from "../shared/export-manifest.ts";
import { requestId } from "../shared/snowflake-sql-api/request-id.ts";
import type { SqlApi } from "../shared/snowflake-sql-api/sql-api.ts";
import { SqlApiError } from "../shared/snowflake-sql-api/sql-api-error.ts";
import { type Export, fromSnowflake, listedTable } from "./export.ts";
import { ExportError } from "./export-error.ts";
import type { StartEvent, StartedExport } from "./export-event.ts";
import { lowerBound } from "./lower-bound.ts";
import { findManifest } from "./manifests.ts";

/** What `start` found and began, for the log. */
export interface Begun extends StartedExport {
  /** Whether the moment of the run is read; else that of the query, because Snowflake does not have the other. */
  readonly isMoment: boolean;
}

/** The folder of the stage. */
const STAGE_FOLDER = "data/batch/";

/**
 * Lets Snowflake begin to write the parts of a table, unless the batch is there already.
 * @throws ExportError
 */
export async function start(to: Export, event: StartEvent): Promise<Begun> {
  const contract = listedTable(to, event.table);
  const time = new Date(event.time);
  const batch = batchOf(time);
  const place = { database: to.database, table: event.table, batch };
  const there = await findManifest(to, place);
  if (there !== undefined) {
    assertNotTaken(event.full ? "full" : "changes", there.kind, place);
    const { kind, from, to: bound } = there;
    return { table: event.table, batch, kind, ...(from === undefined ? {} : { from }), to: bound, isMoment: true };
  }
  const from = event.full ? undefined : await lowerBound(to, place, contract);
  const bound = momentOf(time);
  const of: Unload = {
    warehouseDatabase: to.snowflake.database,
    database: to.database,
    name: event.table,
    table: contract,
    stage: to.snowflake.stage,
    path: `${batchPrefix(event.table, time).slice(STAGE_FOLDER.length)}${event.table}_part`,
    partBytes: to.partBytes,
    ...(from === undefined ? {} : { after: from }),
  };
  const kind = from === undefined ? "full" : "changes";
  const begun = await begin(to, of, { event, bound, where: { table: `${to.database}.${event.table}`, batch } });
  return { table: event.table, batch, kind, ...(from === undefined ? {} : { from }), to: bound, ...begun };
}

/** A full export is not replaced by the changes that another one has written in the same minute. @throws ExportError */
export function assertNotTaken(
  wanted: "full" | "changes",
  there: "full" | "changes",
  { database, table, batch }: { readonly database: string; readonly table: string; readonly batch: string },
): void {
  if (wanted === "full" && there === "changes")
    throw new ExportError("BATCH_TAKEN", { where: { table: `${database}.${table}`, batch } });
}

interface Given {
  readonly event: StartEvent;
  readonly bound: string;
  readonly where: { readonly table: string; readonly batch: string };
}

async function begin(
  to: Export,
  of: Unload,
  { event, bound, where }: Given,
): Promise<{ handle: string; isMoment: boolean }> {
  const id = (what: string) => requestId(to.stack, event.execution, where.table, where.batch, what);
  try {
    const snowflake = await to.login();
    const isMoment = await hasMoment(snowflake, askForMoment({ ...of, at: bound }), id("moment"));
    const statement = unload(isMoment ? { ...of, at: bound } : of);
    const { handle } = await snowflake.begin(statement, id("unload"));
    return { handle, isMoment };
  } catch (error) {
    throw fromSnowflake(error, "UNLOAD_REFUSED", where);
  }
}

/** If it is refused for another reason, such as a right, so is the export, which says so. */
async function hasMoment(snowflake: SqlApi, question: string, id: string): Promise<boolean> {
  try {
    return (await snowflake.run(question, id)).state === "done";
  } catch (error) {
    if (error instanceof SqlApiError && error.failure === "statement") return false;
    throw error;
  }
}

/** `2026-07-27T01:30:05.123000000Z` */
function momentOf(time: Date): string {
  return time.toISOString().replace("Z", "000000Z");
}
