import { countRows, type Place, type Range, type ReadTable } from "../../warehouse/mysql/read-rows.ts";
import { columnClock } from "./column-clock.ts";
import { paced } from "./pace.ts";
import { type Producer, type RunTime, readTable, streamOf } from "./producer.ts";
import type { BackfillEvent } from "./producer-event.ts";
import { RecordSender } from "./record-sender.ts";
import { readNow } from "./safe-bound.ts";
import { sendPage } from "./send-rows.ts";
import { isTimeout, type SourceConnection } from "./source-connection.ts";

/** What a call of a backfill has done. */
export interface BackfillResult {
  readonly rows: number;
  /** Where the next call goes on, for its event. Null at the end. */
  readonly next: Place | null;
}

/** What a backfill will send. */
export interface BackfillEstimate {
  /** Null if counting them takes too long. */
  readonly rows: number | null;
  /** Of a record, on average of the first ones. */
  readonly bytesPerRow: number;
}

const PAGE = 10_000;
/** Rows whose size is measured. */
const SAMPLE = 1_000;
/** Milliseconds that a call reads, and that it counts: an operator's client waits for a minute, and calls again. */
const CALL = 20_000;

/**
 * Sends rows again, for a part of a minute, no faster than the event says. It takes no lock and leaves the watermark where it is: each page is a snapshot, and has a
 * time from before it was made, so runs may send meanwhile, and the newest version of a row stays the newest.
 * @throws ProducerError
 */
export async function backfill(producer: Producer, event: BackfillEvent, time: RunTime): Promise<BackfillResult> {
  const table = readTable(producer, event.table);
  const sender = new RecordSender(streamOf(producer, event.table));
  const slow = event.rate === undefined ? sender : paced(sender, event.rate, producer);
  const until = Math.min(time.until, producer.now() + CALL);
  return await inSnapshots(producer, time, async (connection, extractedAt) => {
    let [rows, after] = [0, event.after];
    for (;;) {
      const job = {
        connection,
        table,
        range: rangeOf(table, event),
        sender: slow,
        isLate: () => producer.now() >= until,
      };
      const page = await sendPage({ ...job, extractedAt: await extractedAt() }, after, PAGE);
      [rows, after] = [rows + page.rows, page.last];
      if (page.isCut || page.rows < PAGE) {
        await sender.finish();
        return { rows, next: page.isCut ? (page.last ?? null) : null };
      }
    }
  });
}

/** Counts the rows, and measures the first. @throws ProducerError */
export async function estimateBackfill(
  producer: Producer,
  event: BackfillEvent,
  time: RunTime,
): Promise<BackfillEstimate> {
  const table = readTable(producer, event.table);
  const range = rangeOf(table, event);
  return await inSnapshots(producer, time, async (connection, extractedAt) => {
    let bytes = 0;
    const sender = {
      add: (_: string, text: string) => {
        bytes += Buffer.byteLength(text);
        return undefined;
      },
    };
    const job = { connection, table, range, sender, extractedAt: await extractedAt(), isLate: () => false };
    const sample = await sendPage(job, undefined, SAMPLE);
    const counted = await connection.query(countRows(table, range), [], CALL).catch((error: unknown) => {
      if (isTimeout(error)) return undefined;
      throw error;
    });
    const bytesPerRow = Math.ceil(bytes / Math.max(1, sample.rows));
    return { rows: counted === undefined ? null : Number(counted[0]?.n), bytesPerRow };
  });
}

/** @param work gets a function that begins a snapshot, and answers a time from before it */
async function inSnapshots<T>(
  producer: Producer,
  { idle }: RunTime,
  work: (connection: SourceConnection, extractedAt: () => Promise<string>) => Promise<T>,
): Promise<T> {
  const connection = await producer.open(idle);
  try {
    await connection.query("set session transaction isolation level repeatable read");
    return await work(connection, async () => {
      // First: a version that is written in between must not seem older than what the snapshot has.
      const extractedAt = await readNow(connection);
      // Ends the one before.
      await connection.query("start transaction with consistent snapshot, read only");
      return extractedAt;
    });
  } finally {
    connection.destroy();
  }
}

function rangeOf({ table: { zone } }: ReadTable, { backfill }: BackfillEvent): Range {
  if (backfill === "all") return {};
  const clock = columnClock(zone);
  return { from: clock.lowest(backfill.from), to: clock.highest(backfill.to) };
}
