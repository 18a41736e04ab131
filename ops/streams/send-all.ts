import { count } from "../../command/count.ts";
import { UserError } from "../../command/user-error.ts";
import { watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import type { BackfillResult } from "../../functions/producer/backfill.ts";
import { columnClock } from "../../functions/producer/column-clock.ts";
import type { BackfillEvent } from "../../functions/producer/producer-event.ts";
import { type TimeText, timeText } from "../../functions/producer/utc-time.ts";
import type { Place } from "../../warehouse/mysql/read-rows.ts";
import type { Session } from "../session.ts";
import { askProducer } from "./ask-producer.ts";
import type { OpenTable } from "./open-table.ts";
import { tableName } from "./streamed-tables.ts";
import { asText } from "./time-option.ts";

/** Milliseconds before a call that failed is made again. */
const PAUSES = [5_000, 30_000];

/**
 * Calls the function until it has come to the end. A call that fails is made again where the one before ended. That place is never shown: it has the key of
 * a row.
 * @throws UserError that says how to go on
 */
export async function sendAll(session: Session, opened: OpenTable, event: BackfillEvent): Promise<number> {
  let rows = 0;
  let next: Place | null | undefined;
  while (next !== null) {
    const from: Place | undefined = next;
    const done: BackfillResult = await callAgain(
      session,
      opened,
      from === undefined ? event : { ...event, after: from },
    ).catch((error: unknown) => {
      if (from === undefined || !(error instanceof Error)) throw error;
      throw new UserError(`${error.message}\n${wayOn(session, opened, event, rows, from[0] ?? "")}`, 1);
    });
    rows += done.rows;
    next = done.next;
    session.err.print(`  ${count(rows, "row")} sent${next === null ? "" : `, up to ${next[0] ?? ""}`}`);
  }
  return rows;
}

async function callAgain(session: Session, opened: OpenTable, event: BackfillEvent): Promise<BackfillResult> {
  for (const pause of PAUSES) {
    try {
      return await askProducer<BackfillResult>(session, opened, event, "next");
    } catch {
      session.err.print(`  a call failed; the next one in ${pause / 1000} seconds`);
      await session.wait(pause);
    }
  }
  return await askProducer<BackfillResult>(session, opened, event, "next");
}

/** @param reading the last row's time of change, as the column has it */
function wayOn(
  session: Session,
  opened: OpenTable,
  { backfill }: BackfillEvent,
  rows: number,
  reading: string,
): string {
  const { stack, table } = opened;
  const zone = watermarkTablesOf(session.sources)[table.database]?.[table.table]?.zone;
  const from = columnClock(zone).utcOf(timeText(reading));
  const to = backfill === "all" ? asText(session.now()) : backfill.to;
  return [
    `${count(rows, "row")} were sent, up to ${reading}. To go on there:`,
    `npm run -s ops -- backfill ${stack.id} ${tableName(table)} --from ${option(from)} --to ${option(to)} --yes`,
  ].join("\n");
}

function option(time: TimeText): string {
  return `${time.replace(" ", "T")}Z`;
}
