import { orderOf, type Place, type Range, type ReadTable, readPage } from "../../warehouse/mysql/read-rows.ts";
import { recordOf } from "./record.ts";
import type { RecordSender } from "./record-sender.ts";
import type { SourceConnection } from "./source-connection.ts";

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

/** Sends a page. Its first row may have the time of change of the page before. */
export async function sendPage(job: RowsToSend, after: Place | undefined, limit: number): Promise<SentRows> {
  const { connection, table, range, extractedAt, sender, isLate } = job;
  const { columns, key } = table.table;
  const record = recordOf(table.table, extractedAt);
  const names = Object.keys(columns);
  const order = orderOf(table.table).map((name) => names.indexOf(name));
  const keyAt = key.map((name) => names.indexOf(name));
  const time = order[0] ?? -1;
  let rows = 0;
  let last = after;
  let complete: string | undefined;
  for await (const cells of connection.rows(readPage(table, range, after, limit))) {
    await sender.add(keyAt.map((index) => cells[index]).join("|"), record(cells));
    rows++;
    if (last !== undefined && last[0] !== cells[time]) complete = last[0];
    last = order.map((index) => cells[index] ?? "");
    if (isLate()) return { rows, last, complete, isCut: true };
  }
  return { rows, last, complete, isCut: false };
}
