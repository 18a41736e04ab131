import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Command } from "commander";
import { safeText } from "../../command/safe-text.ts";
import { UserError } from "../../command/user-error.ts";
import { NO_WATERMARK, watermarkName } from "../../functions/producer/environment.ts";
import { watermarkPrefix } from "../../stacks/mysql-to-snowflake/names.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
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
  const before = await read(session, opened);
  const name = tableName(opened.table);
  if (to === undefined)
    return { json: { table: name, ...before }, ok: true, show: (out) => out.print(shown(name, before)) };
  await move(session, opened, before, to);
  return {
    json: { table: name, before: before.watermark, watermark: to },
    ok: true,
    show: (out) => {
      out.print(`${name}: moved from ${safeText(before.watermark)} to ${to}.`);
      if (to !== NO_WATERMARK && to > before.watermark && before.watermark !== NO_WATERMARK)
        out.print(
          "Rows that were changed in between are not sent by runs any more: if they were not sent, ops backfill does.",
        );
    },
  };
}

interface Found {
  readonly watermark: string;
  readonly version: number;
  readonly movedAt: string | null;
}

async function read(session: Session, opened: OpenTable): Promise<Found> {
  const Name = parameterOf(opened);
  const { Parameter } = await ssm(session, opened).send(new GetParameterCommand({ Name }));
  const { Value = "", Version = 0, LastModifiedDate } = Parameter ?? {};
  return { watermark: Value, version: Version, movedAt: LastModifiedDate?.toISOString() ?? null };
}

/** A run that is going on notices it, and keeps this value if it has not moved the watermark before. */
async function move(session: Session, opened: OpenTable, { version }: Found, Value: string): Promise<void> {
  const put = new PutParameterCommand({ Name: parameterOf(opened), Value, Type: "String", Overwrite: true });
  const { Version } = await ssm(session, opened).send(put);
  if (Version !== version + 1)
    throw new UserError(
      "A run moved the watermark at the same time, which this value has replaced: look at it again.",
      1,
    );
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
