import type { MysqlToSnowflakeSettings } from "../../stacks/mysql-to-snowflake/settings.ts";

/** What a shard takes in a second. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const RECORDS = 1_000;
const BYTES = 1024 * 1024;

/** What a new on-demand stream takes, in shards. It grows. https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html */
const ON_DEMAND = 4;

/** How long a stream takes for so many rows at least. The database may be slower, and runs of the same table share the stream. */
export function backfillSeconds(
  rows: number,
  bytesPerRow: number,
  capacity: MysqlToSnowflakeSettings["capacity"],
): number {
  const shards = capacity === "on-demand" ? ON_DEMAND : capacity.shards;
  return Math.ceil(Math.max(rows / RECORDS, (rows * bytesPerRow) / BYTES) / shards);
}
