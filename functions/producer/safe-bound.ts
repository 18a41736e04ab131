import { SAFE_BOUND } from "../../warehouse/mysql/safe-bound.ts";
import { ProducerError } from "./producer-error.ts";
import type { SourceConnection } from "./source-connection.ts";
import { type TimeText, timeText } from "./utc-time.ts";

/** The time in UTC before which no change will be committed any more. Asked before the rows are. @throws ProducerError */
export async function readSafeBound({ query }: Pick<SourceConnection, "query">): Promise<TimeText> {
  // A procedure answers its rows, and then how it ended.
  const [rows] = (await query(`call ${SAFE_BOUND}()`)) as unknown as [{ bound?: string }[]];
  return time(rows[0]?.bound);
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
