import { SAFE_BOUND } from "../../warehouse/mysql/safe-bound.ts";
import { ProducerError } from "./producer-error.ts";
import type { SourceConnection } from "./source-connection.ts";
import { type TimeText, timeText } from "./utc-time.ts";

/**
 * The time in UTC before which no change will be committed any more. Asked before the rows are.
 * @throws ProducerError SOURCE_REPLICATES if the server takes changes from another one: these come later, with times of before
 */
export async function readSafeBound(connection: Pick<SourceConnection, "query">): Promise<TimeText> {
  const { bound, replicates } = await answer(connection);
  if (replicates !== undefined && replicates !== "0") throw new ProducerError("SOURCE_REPLICATES");
  return time(bound);
}

/** Whether the server takes changes from another one, as long as that is not stopped. @throws ProducerError also if the procedure is an older one */
export async function readReplicates(connection: Pick<SourceConnection, "query">): Promise<boolean> {
  const { bound, replicates } = await answer(connection);
  time(bound);
  if (replicates === undefined) throw new ProducerError("DATABASE_FAILED");
  return replicates !== "0";
}

async function answer({ query }: Pick<SourceConnection, "query">): Promise<{ bound?: string; replicates?: string }> {
  // A procedure answers its rows, and then how it ended.
  const [rows] = (await query(`call ${SAFE_BOUND}()`)) as unknown as [{ bound?: string; replicates?: string }[]];
  return rows[0] ?? {};
}

/** What time it is in the source, in UTC. @throws ProducerError */
export async function readNow({ query }: Pick<SourceConnection, "query">): Promise<TimeText> {
  const [row] = await query("select utc_timestamp(6) as at");
  return time(row?.at);
}

function time(text: unknown): TimeText {
  if (typeof text !== "string") throw new ProducerError("DATABASE_FAILED");
  return timeText(text);
}
