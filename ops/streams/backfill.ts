import { type Command, Option } from "commander";
import { count } from "../../command/count.ts";
import { UserError } from "../../command/user-error.ts";
import type { BackfillEstimate } from "../../functions/producer/backfill.ts";
import type { BackfillEvent } from "../../functions/producer/producer-event.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { askProducer } from "./ask-producer.ts";
import { backfillRate, backfillSeconds } from "./backfill-seconds.ts";
import { type OpenTable, openTable } from "./open-table.ts";
import { sendAll } from "./send-all.ts";
import { tableName } from "./streamed-tables.ts";
import { readTime } from "./time-option.ts";

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function addBackfill(ops: Command, session: Session, report: Report): void {
  ops
    .command("backfill")
    .description("send rows of a table again, without touching its watermark; its runs go on meanwhile")
    .argument("<stack>", "such as production-us-west-2-mysql-to-snowflake")
    .argument("<table>", "such as transactions, or video.transactions")
    .addOption(new Option("--all", "the whole table").conflicts(["from", "to"]))
    .option("--from <time>", "rows that were changed at this time or later, such as 2026-11-27T10:00:00Z")
    .option("--to <time>", "and before this one")
    .option("--yes", "do it (without --yes it only says how long it would take)")
    .action(async (stack: string, table: string, options: Options) =>
      report(await backfill(session, stack, table, options), options),
    );
}

async function backfill(session: Session, stack: string, table: string, options: Options): Promise<Result> {
  const span = spanOf(options);
  const opened = await openTable(session, stack, table);
  const event: BackfillEvent = { table: opened.table.table, backfill: span };
  const name = tableName(opened.table);
  const estimate = await askProducer<BackfillEstimate>(session, opened, { ...event, estimate: true }, "bytesPerRow");
  const expected = describe(opened, estimate);
  if (options.yes !== true)
    return {
      json: { table: name, ...estimate, seconds: secondsOf(opened, estimate) },
      ok: true,
      show: (out) => out.print(`${name}: ${expected}. Nothing was sent: add --yes to send them.`),
    };
  session.err.print(`  ${name}: ${expected}`);
  const rows = await sendAll(session, opened, { ...event, rate: backfillRate(opened.stack.environment.capacity) });
  return { json: { table: name, rows }, ok: true, show: (out) => out.print(`${name}: ${count(rows, "row")} sent.`) };
}

function secondsOf({ stack }: OpenTable, { rows, bytesPerRow }: BackfillEstimate): number | null {
  return rows === null ? null : backfillSeconds(rows, bytesPerRow, backfillRate(stack.environment.capacity));
}

function describe(opened: OpenTable, estimate: BackfillEstimate): string {
  const seconds = secondsOf(opened, estimate);
  if (estimate.rows === null || seconds === null) return "so many rows that MySQL does not count them in 20 seconds";
  const time = seconds < 120 ? count(seconds, "second") : count(Math.ceil(seconds / 60), "minute");
  return `${count(estimate.rows, "row")}, which takes ${time} or more at half the stream's rate`;
}

function spanOf({ from, to, all }: Options): BackfillEvent["backfill"] {
  if (all === true) return "all";
  if (from === undefined || to === undefined) throw new UserError("Write --from and --to, or --all.");
  const span = { from: readTime("--from", from), to: readTime("--to", to) };
  if (span.from >= span.to) throw new UserError("--from must be before --to.");
  return span;
}
