import type pg from "pg";
import { type Place, placeName, stagedOf } from "../../warehouse/postgres/names.ts";
import { DONE_WITH, FORGET_PARTS, LOCK_TIMEOUT } from "../../warehouse/postgres/publish.ts";
import { inTransaction } from "./sync.ts";

/**
 * Drops the tables of batches that nobody needs any more, each together with what the ledger says of its parts. What somebody holds, a
 * backup perhaps, is left for the next publish.
 */
export async function dropOld(client: pg.Client, place: Place): Promise<void> {
  const { rows } = await client.query<{ batch: string }>(DONE_WITH, [placeName(place)]);
  for (const { batch } of rows) {
    try {
      await inTransaction(client, async () => {
        await client.query(LOCK_TIMEOUT);
        await client.query(`DROP TABLE IF EXISTS ${stagedOf(place, batch)}`);
        await client.query(FORGET_PARTS, [placeName(place), batch]);
      });
    } catch (error) {
      if ((error as { code?: string }).code !== "55P03") throw error;
    }
  }
}
