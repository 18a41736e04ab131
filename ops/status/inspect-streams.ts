import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { count } from "../../command/count.ts";
import { safeText } from "../../command/safe-text.ts";
import type { CheckReport } from "../../functions/producer/check/check-report.ts";
import { ERROR_PREFIX, streamBucketName } from "../../stacks/mysql-to-snowflake/names.ts";
import type { DatabaseSettings } from "../../stacks/mysql-to-snowflake/settings.ts";
import { databasesOf, type StreamedTable } from "../../stacks/mysql-to-snowflake/tables.ts";
import { deployedSourceCheck } from "../deployed-producer.ts";
import { checkAccount } from "../open-stack.ts";
import { scheduleState } from "../schedule.ts";
import type { Session } from "../session.ts";
import { type StreamStack, streamSchedule } from "../stacks.ts";
import { streamedTables, tableName } from "../streams/streamed-tables.ts";
import { readWatermark } from "../streams/watermarks.ts";
import { attempt, type Checked } from "./check.ts";
import { checkStreamNotification } from "./check-notifications.ts";
import { newestInStreams } from "./newest-objects.ts";
import type { StreamedTableStatus, StreamStatus } from "./stream-status.ts";

/** Looks at everything of a stack at once. @throws only what is a mistake in this program */
export async function inspectStreams(session: Session, stack: StreamStack): Promise<StreamStatus> {
  const place = { stack: stack.id, region: stack.environment.region };
  const { found, problems } = await attempt("stack", async () => {
    await checkAccount(session, stack);
    return { found: streamedTables(session, stack), problems: [] };
  });
  if (found === null) return { ...place, tables: [], sources: {}, errors: null, notification: null, problems };
  return { ...place, ...(await inspect(session, stack, found)) };
}

async function inspect(session: Session, stack: StreamStack, meant: readonly StreamedTable[]) {
  const { environment } = stack;
  const databases = databasesOf(environment);
  const [tables, newest, errors, notification, sources] = await Promise.all([
    Promise.all(meant.map((table) => inspectTable(session, stack, table))),
    attempt("data", () => newestInStreams(session, environment, meant)),
    attempt("errors", () => countErrors(session, stack)),
    attempt("bucket -> Snowpipe", () => checkStreamNotification(session, environment)),
    Promise.all(databases.map((each) => attempt(`source ${each}`, () => checkSource(session, stack, each)))),
  ]);
  return {
    tables: tables.map(({ found }) => ({ ...found, newest: newest.found?.get(found.table) ?? null })),
    sources: Object.fromEntries(databases.map((each, index) => [each, sources[index]?.found ?? null])),
    errors: errors.found,
    notification: notification.found,
    problems: [...tables, newest, errors, notification, ...sources].flatMap(({ problems }) => problems),
  };
}

type SeenTable = Checked<Omit<StreamedTableStatus, "newest">>;

async function inspectTable(session: Session, stack: StreamStack, table: StreamedTable): Promise<SeenTable> {
  const name = tableName(table);
  const [schedule, watermark] = await Promise.all([
    attempt(name, async () => ({ found: await scheduleState(session, streamSchedule(stack, table)), problems: [] })),
    attempt(name, async () => ({ found: await readWatermark(session, stack, table), problems: [] })),
  ]);
  const found = { table: name, schedule: schedule.found, watermark: watermark.found };
  const { behindMinutes } = stack.environment.databases[table.database] as DatabaseSettings;
  return {
    found,
    problems: [...schedule.problems, ...watermark.problems, ...late(found, session.now(), behindMinutes)],
  };
}

/** A table whose schedule is off is as old as somebody wants it. */
function late({ table, schedule, watermark }: SeenTable["found"], now: Date, behindMinutes: number) {
  if (schedule !== "ENABLED" || watermark === null) return [];
  const minutes = Math.floor((now.getTime() - watermark.getTime()) / 60_000);
  if (minutes <= behindMinutes) return [];
  const problem = `read up to ${minutes} minutes ago, and ${behindMinutes} are expected`;
  return [{ where: table, problem, remedy: "docs/runbook.md#watermark-age" }];
}

/** What Firehose could not transform. Nobody may read it, but it may be counted. */
async function countErrors(session: Session, { environment }: StreamStack): Promise<Checked<number>> {
  const { Contents = [] } = await session.aws(S3Client, environment.region).send(
    new ListObjectsV2Command({
      ...{ Bucket: streamBucketName(environment), Prefix: ERROR_PREFIX, ExpectedBucketOwner: environment.account },
    }),
  );
  const { length } = Contents;
  if (length === 0) return { found: 0, problems: [] };
  const problem = `${count(length, "object")} with records that are not in Snowflake`;
  return {
    found: length,
    problems: [{ where: ERROR_PREFIX, problem, remedy: "docs/runbook.md#objects-under-errors" }],
  };
}

async function checkSource(session: Session, stack: StreamStack, database: string): Promise<Checked<CheckReport>> {
  const found = await deployedSourceCheck(session, stack, database);
  const problems = found.findings.map(({ code, where, problem, remedy }) => {
    return { where: safeText(where), problem: safeText(`${code}: ${problem}`), remedy: safeText(remedy) };
  });
  return { found, problems };
}
