import { type Export, fromSnowflake } from "./export.ts";
import type { Polled, StartedExport } from "./export-event.ts";

/** Asks Snowflake whether the parts are written. @throws ExportError if the statement has failed */
export async function poll(from: Export, { table, batch, handle }: StartedExport): Promise<Polled> {
  if (handle === undefined) return { status: "done" };
  try {
    const snowflake = await from.login();
    const { state } = await snowflake.ask(handle);
    return { status: state };
  } catch (error) {
    throw fromSnowflake(error, "UNLOAD_FAILED", { table: `${from.database}.${table}`, batch, query: handle });
  }
}
