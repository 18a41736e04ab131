import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Command } from "commander";
import { safeText } from "../../command/safe-text.ts";
import { UserError } from "../../command/user-error.ts";
import { NO_WATERMARK, watermarkName } from "../../functions/producer/environment.ts";
import type { MoveResult } from "../../functions/producer/move.ts";
import { partsOf } from "../../functions/producer/watermarks.ts";
import { watermarkPrefix } from "../../stacks/mysql-to-snowflake/names.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { askProducer } from "./ask-producer.ts";
import { type OpenTable, openTable } from "./open-table.ts";
import { tableName } from "./streamed-tables.ts";
import { asText, readTime } from "./time-option.ts";

interface Options {
  readonly set?: string;
  readonly json?: boolean;
}

export function addWatermark(ops: Command, session: Session, report: Report): void {
  ops
    .command("watermark")
    .description("show up to when a table was read, or move that: its next run goes on there")
    .argument("<stack>", "such as production-us-west-2-mysql-to-snowflake")
    .argument("<table>", "such as transactions, or video.transactions")
    .option("--set <time>", `such as 2026-11-27T10:00:00Z; ${NO_WATERMARK}: the whole table once more`)
    .action(async (stack: string, table: string, options: Options) =>
      report(await watermark(session, stack, table, options), options),
    );
}

async function watermark(session: Session, stack: string, table: string, { set }: Options): Promise<Result> {
  const to = set === undefined || set === NO_WATERMARK ? set : timeToSet(session, set);
  const opened = await openTable(session, stack, table);
  const name = tableName(opened.table);
  if (to === undefined) {
    const found = await read(session, opened);
    return { json: { table: name, ...found }, ok: true, show: (out) => out.print(shown(name, found)) };
  }
  // By the function, whose log then has the old value.
  const event = { table: opened.table.table, watermark: to === NO_WATERMARK ? null : to };
  const moved = await askProducer<MoveResult>(session, opened, event, "before");
  const before = moved.before ?? NO_WATERMARK;
  return {
    json: { table: name, before, watermark: to },
    ok: true,
    show: (out) => {
      out.print(`${name}: moved from ${safeText(before)} to ${to}.`);
      if (to !== NO_WATERMARK && to > before && before !== NO_WATERMARK)
        out.print(
          "Rows that were changed in between are not sent by runs any more: if they were not sent, ops backfill does.",
        );
    },
  };
}

interface Found {
  readonly watermark: string;
  /** The day of the last control. */
  readonly controlled: string | null;
  readonly movedAt: string | null;
}

async function read(session: Session, opened: OpenTable): Promise<Found> {
  const Name = parameterOf(opened);
  const { Parameter } = await ssm(session, opened).send(new GetParameterCommand({ Name }));
  const { Value = "", LastModifiedDate } = Parameter ?? {};
  const { time, controlled } = partsOf(Value);
  return { watermark: time, controlled, movedAt: LastModifiedDate?.toISOString() ?? null };
}

function parameterOf({ stack: { environment }, table: { database, table } }: OpenTable): string {
  return watermarkName({ watermarkPrefix: watermarkPrefix(environment, database) }, table);
}

function ssm(session: Session, { stack }: OpenTable): SSMClient {
  return session.aws(SSMClient, stack.environment.region);
}

function timeToSet(session: Session, set: string): string {
  const to = readTime("--set", set);
  if (to > asText(session.now()))
    throw new UserError("--set is in the future: rows that are changed until then would be lost.");
  return to;
}

function shown(name: string, { watermark, movedAt }: Found): string {
  if (watermark === NO_WATERMARK) return `${name}: never read. Its next run reads the whole table.`;
  return `${name}: all rows that were changed before ${safeText(watermark)} UTC were sent. Moved at ${movedAt ?? "an unknown time"}.`;
}
