import type { Range, ReadTable } from "../../warehouse/mysql/read-rows.ts";
import { columnClock } from "./column-clock.ts";
import { sendControl } from "./control.ts";
import { watermarkName } from "./environment.ts";
import { type Producer, type RunTime, readTable, streamOf } from "./producer.ts";
import { ProducerError } from "./producer-error.ts";
import { RecordSender } from "./record-sender.ts";
import { readNow, readSafeBound } from "./safe-bound.ts";
import { type SentRows, sendRows } from "./send-rows.ts";
import type { SourceConnection } from "./source-connection.ts";
import { takeLock } from "./table-lock.ts";
import { dayOf, later, type TimeText, timeText } from "./utc-time.ts";
import { moveWatermark, readWatermark, type Watermark } from "./watermarks.ts";

/** What a run has done. Null if another one has the table's lock. */
export type TickResult = {
  readonly rows: number;
  /** Where the watermark was. Null if there was none. */
  readonly from: TimeText | null;
  /** All rows that were changed before were sent. Null if there is still none. */
  readonly watermark: TimeText | null;
  /** Whether the run's time ended before the rows did. */
  readonly isCut: boolean;
  /** Whether the daily control was sent. */
  readonly isControl: boolean;
} | null;

/**
 * Sends the rows that were changed since the last run, and moves the watermark when Kinesis has taken all of them: to the bound, or, if its
 * time ended before, to the last time of change that is complete. Rows of the last minutes are sent again, because some come late.
 * @throws ProducerError, and then the watermark is where it was
 */
export async function tick(producer: Producer, name: string, time: RunTime): Promise<TickResult> {
  const table = readTable(producer, name);
  const connection = await producer.open(time.idle);
  try {
    if (!(await takeLock(connection, table.database, name))) return null;
    const result = await sendChanges(producer, connection, table, time);
    if (!result.isCut) await connection.end();
    return result;
  } finally {
    connection.destroy();
  }
}

async function sendChanges(producer: Producer, connection: SourceConnection, table: ReadTable, time: RunTime) {
  const parameter = watermarkName(producer.environment, table.name);
  const watermark = await readWatermark(producer.ssm, parameter);
  const bound = await readSafeBound(connection);
  // Behind the bound: all versions before it were committed by now, so a backfill with an older version has an earlier time.
  const extractedAt = await readNow(connection);
  if (watermark.at !== null && bound <= watermark.at)
    return { rows: 0, from: watermark.at, watermark: watermark.at, isCut: false, isControl: false };
  const isControlRun = isControlDue(watermark, extractedAt);
  if (isControlRun) await beginSnapshot(connection);
  const sender = new RecordSender(streamOf(producer, table.name));
  const range = rangeOf(table, watermark, isControlRun ? undefined : bound);
  const isLate = () => producer.now() >= time.until;
  const sent = await sendRows({ connection, table, range, extractedAt, sender, isLate });
  const isControl = isControlRun && !sent.isCut;
  // If it fails, the rows are still worth sending.
  const failure = isControl
    ? await sendControl(connection, table, sender, extractedAt, time.until - producer.now()).catch((error: unknown) =>
        ProducerError.from(error),
      )
    : undefined;
  await sender.finish();
  const moved = sent.isCut ? completeIn(table, sent, bound) : bound;
  if (moved === undefined || (watermark.at !== null && moved <= watermark.at)) throw new ProducerError("RUN_TOO_SHORT");
  // A control that takes too long is tried once a day; any other failure, or none because the run was cut, leaves it to the next run.
  const isDone = isControl && (failure === undefined || failure.code === "CONTROL_TOO_LONG");
  const controlled = isDone ? dayOf(extractedAt) : watermark.controlled;
  await moveWatermark(producer.ssm, parameter, watermark, { at: moved, controlled });
  if (failure !== undefined) throw failure;
  return { rows: sent.rows, from: watermark.at, watermark: moved, isCut: sent.isCut, isControl };
}

/** The control is of one moment, and so are the rows that it must find. */
async function beginSnapshot({ query }: SourceConnection): Promise<void> {
  await query("set session transaction isolation level repeatable read");
  await query("start transaction with consistent snapshot, read only");
}

/** Once a day, and for a table that begins anew. */
function isControlDue({ at, controlled }: Watermark, now: TimeText): boolean {
  return at === null || controlled === null || controlled < dayOf(now);
}

/** What is read, as the column has it. @param bound undefined: to the end */
function rangeOf({ table: { zone, rereadMinutes } }: ReadTable, { at }: Watermark, bound: TimeText | undefined): Range {
  const clock = columnClock(zone);
  return {
    ...(at === null ? {} : { from: clock.lowest(later(at, -60 * rereadMinutes)) }),
    ...(bound === undefined ? {} : { to: clock.highest(bound) }),
  };
}

/** The time in UTC up to which all rows were sent. */
function completeIn({ table: { zone } }: ReadTable, { complete }: SentRows, bound: TimeText): TimeText | undefined {
  if (complete === undefined) return undefined;
  const at = columnClock(zone).utcOf(timeText(complete));
  return at < bound ? at : bound;
}
