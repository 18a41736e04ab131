import { CONTROL, EXTRACTED_AT } from "../../contracts/stream-record.ts";
import { readControl } from "../../warehouse/mysql/control.ts";
import type { ReadTable } from "../../warehouse/mysql/read-rows.ts";
import { ProducerError } from "./producer-error.ts";
import type { RecordSender } from "./record-sender.ts";
import { isTimeout, type SourceConnection } from "./source-connection.ts";
import { dayOf } from "./utc-time.ts";

/**
 * Sends what the warehouse must have of the whole table, if it takes of each key the newest version that was read no later: how many keys, and a
 * checksum of their times of change. In the snapshot in which the run has read its rows.
 * @param milliseconds the time for it
 * @throws ProducerError CONTROL_TOO_LONG, and then the session is of no more use
 */
export async function sendControl(
  { query }: Pick<SourceConnection, "query">,
  table: ReadTable,
  sender: Pick<RecordSender, "add">,
  extractedAt: string,
  milliseconds: number,
): Promise<void> {
  const timeout = Math.max(1_000, milliseconds);
  const [row] = await query(readControl(table, Math.ceil(timeout / 1000)), [], timeout).catch((error: unknown) => {
    throw isTimeout(error) ? new ProducerError("CONTROL_TOO_LONG", { cause: error }) : error;
  });
  const { keys, checksum } = row ?? {};
  const control = { day: dayOf(extractedAt), keys: Number(keys), checksum: String(checksum) };
  await sender.add(CONTROL, JSON.stringify({ [CONTROL]: control, [EXTRACTED_AT]: extractedAt }));
}
