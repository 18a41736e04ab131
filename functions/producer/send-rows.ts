import { orderOf, type Place, type Range, type ReadTable, readPage } from "../../warehouse/mysql/read-rows.ts";
import { ProducerError } from "./producer-error.ts";
import { type Cells, recordOf } from "./record.ts";
import type { RecordSender } from "./record-sender.ts";
import type { SourceConnection } from "./source-connection.ts";
import { isOnCalendar } from "./utc-time.ts";

/** Rows of a statement: enough to be fast, and few enough that the server does not keep old versions of rows for long. */
const PAGE = 10_000;

export interface RowsToSend {
  readonly connection: Pick<SourceConnection, "rows">;
  readonly table: ReadTable;
  readonly range: Range;
  /** Where an earlier run has ended. */
  readonly after?: Place | undefined;
  /** When these rows began to be read, in UTC. */
  readonly extractedAt: string;
  readonly sender: Pick<RecordSender, "add">;
  /** Whether there is no more time. At least one row is sent. */
  readonly isLate: () => boolean;
}

export interface SentRows {
  readonly rows: number;
  /** The last row. Undefined if there was none. */
  readonly last: Place | undefined;
  /** The last time of change, as the column has it, all of whose rows were sent. Undefined if there is none yet. */
  readonly complete: string | undefined;
  /** Whether the time ended before the rows did. */
  readonly isCut: boolean;
}

/** Reads the rows of a range page by page, and gives them to the sender. @throws ProducerError */
export async function sendRows(job: RowsToSend): Promise<SentRows> {
  let sent: SentRows = { rows: 0, last: job.after, complete: undefined, isCut: false };
  for (;;) {
    const page = await sendPage(job, sent.last, PAGE);
    sent = {
      rows: sent.rows + page.rows,
      last: page.last ?? sent.last,
      complete: page.complete ?? sent.complete,
      isCut: page.isCut,
    };
    if (page.isCut || page.rows < PAGE) return sent;
  }
}

/** Sends a page. Its first row may have the time of change of the page before. @throws ProducerError */
export async function sendPage(job: RowsToSend, after: Place | undefined, limit: number): Promise<SentRows> {
  const { connection, table, range, extractedAt, sender, isLate } = job;
  const record = recordOf(table.table, extractedAt);
  const names = Object.keys(table.table.columns);
  const order = orderOf(table.table).map((name) => names.indexOf(name));
  const keyAt = table.table.key.map((name) => names.indexOf(name));
  const [timeAt = -1] = order;
  let [rows, isCut] = [0, false];
  let last: Cells | undefined;
  let [day, time, complete]: [string, string | undefined, string | undefined] = ["", after?.[0], undefined];
  try {
    for await (const cells of connection.rows(readPage(table, range, after, limit))) {
      const changed = cells[timeAt] ?? "";
      if (changed.slice(0, 10) !== day) day = checkedDay(changed);
      // Nothing to wait for, most times.
      const full = sender.add(keyAt.map((index) => cells[index]).join("|"), record(cells));
      if (full !== undefined) await full;
      if (changed !== time) [complete, time] = [time, changed];
      rows++;
      last = cells;
      isCut = isLate();
      if (isCut) break;
    }
  } catch (error) {
    throw ProducerError.from(error, "DATABASE_FAILED");
  }
  return { rows, last: last === undefined ? after : order.map((index) => last?.[index] ?? ""), complete, isCut };
}

function checkedDay(time: string): string {
  if (!isOnCalendar(time)) throw new ProducerError("ROW_WITHOUT_TIME");
  return time.slice(0, 10);
}
