import type { Rate } from "../../functions/producer/producer-event.ts";
import type { MysqlToSnowflakeSettings } from "../../stacks/mysql-to-snowflake/settings.ts";

/** What a shard takes in a second. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const RECORDS = 1_000;
const BYTES = 1024 * 1024;

/** What a new on-demand stream takes, in shards. It grows. https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html */
const ON_DEMAND = 4;

/** The part of a stream that a backfill takes: the rest is for the runs of its table. */
const SHARE = 0.5;

/** What a backfill may give a stream. An on-demand stream that has grown takes more. */
export function backfillRate(capacity: MysqlToSnowflakeSettings["capacity"]): Rate {
  const shards = capacity === "on-demand" ? ON_DEMAND : capacity.shards;
  return { records: RECORDS * shards * SHARE, bytes: BYTES * shards * SHARE };
}

/** How long so many rows take at that rate. The database may be slower. */
export function backfillSeconds(rows: number, bytesPerRow: number, { records, bytes }: Rate): number {
  return Math.ceil(Math.max(rows / records, (rows * bytesPerRow) / bytes));
}
