import { schemaOf } from "../../../warehouse/snowflake/names.ts";
import type { Made } from "../../../warehouse/snowflake/sql-file.ts";
import { streamFiles } from "../../../warehouse/snowflake/star/files.ts";
import { streamAnew } from "../../../warehouse/snowflake/star/landing.ts";
import { inStar, TASKS } from "../../../warehouse/snowflake/star/names.ts";
import { differences, streamsInSchema, tasksInSchema } from "../../../warehouse/snowflake/star/questions.ts";
import { type StreamedDatabase, streamedIn, type Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { type Row, textIn, type Warehouse } from "../connection.ts";
import { applyAll } from "./remedies.ts";

const DAY_MS = 86_400_000;
/** As the daily look in Snowflake has it. */
const STALE_WITHIN_DAYS = 3;

/** Whether the streams hand over everything, the tasks run, and what is here is what the source has counted. */
export async function checkStreams(warehouse: Warehouse, target: Target, now: Date): Promise<Checked<null>> {
  const problems: StackProblem[] = [];
  const made = streamFiles(target).flatMap(({ makes }) => makes);
  for (const source of streamedIn(target)) {
    problems.push(
      ...(await ofStreams(warehouse, target, source, made, now)),
      ...(await ofTasks(warehouse, target, source, made)),
      ...(await ofControls(warehouse, target, source)),
    );
  }
  return { found: null, problems };
}

async function ofStreams(
  warehouse: Warehouse,
  target: Target,
  { database }: StreamedDatabase,
  made: readonly Made[],
  now: Date,
): Promise<StackProblem[]> {
  const problems: StackProblem[] = [];
  for (const kind of ["landing", "star"] as const) {
    const schema = schemaOf(target, kind, database);
    const rows = await warehouse.query(streamsInSchema(schema));
    for (const stream of inSchema(made, "stream", schema)) {
      const says = stateOf(find(rows, stream), now);
      if (says === undefined) continue;
      const anew = `as ${target.snowflake.ownerRole}: ${streamAnew(stream)}; the tasks then work off all rows of its table, which changes nothing that is right`;
      const remedy = says.isLost ? anew : `see why the tasks don't run: ${runTasks(target, database)}`;
      problems.push({ where: stream.name, problem: says.problem, remedy });
    }
  }
  return problems;
}

function stateOf(row: Row | undefined, now: Date): { problem: string; isLost: boolean } | undefined {
  if (row === undefined) return { problem: "the stream is missing", isLost: true };
  if (String(row.stale).toLowerCase() === "true")
    return { problem: "the stream is stale: it can't be read any more", isLost: true };
  const until = row.stale_after instanceof Date ? row.stale_after : new Date(String(row.stale_after));
  const days = (until.getTime() - now.getTime()) / DAY_MS;
  if (!(days < STALE_WITHIN_DAYS)) return undefined;
  return { problem: `the stream can be read for ${Math.max(0, days).toFixed(1)} days more`, isLost: false };
}

async function ofTasks(
  warehouse: Warehouse,
  target: Target,
  { database }: StreamedDatabase,
  made: readonly Made[],
): Promise<StackProblem[]> {
  const schema = schemaOf(target, "star", database);
  const rows = await warehouse.query(tasksInSchema(schema));
  return inSchema(made, "task", schema).flatMap((task) => {
    const state = find(rows, task)?.state;
    if (state === "started") return [];
    const problem = state === undefined ? "the task is missing" : `the task is ${textIn(state)}`;
    return [{ where: task.name, problem, remedy: applyAll(target) }];
  });
}

async function ofControls(warehouse: Warehouse, target: Target, source: StreamedDatabase): Promise<StackProblem[]> {
  const rows = await warehouse.query(differences(target, source));
  return rows.map(({ SOURCE_TABLE, DAY, KEYS_AT_SOURCE, KEYS_HERE }) => ({
    where: `${source.database}/${textIn(SOURCE_TABLE)}`,
    problem: `not what the source counted on ${textIn(DAY)}: ${String(KEYS_AT_SOURCE)} rows there, ${String(KEYS_HERE)} here, or other versions of them`,
    remedy: "docs/mysql-to-snowflake.md#a-difference-is-found",
  }));
}

function inSchema(made: readonly Made[], kind: Made["kind"], schema: string): Made[] {
  return made.filter((each) => each.kind === kind && each.name.startsWith(`${schema}.`));
}

function find(rows: readonly Row[], { name }: Made): Row | undefined {
  const own = name.split(".").at(-1)?.toUpperCase();
  return rows.find((row) => String(row.name).toUpperCase() === own);
}

function runTasks(target: Target, database: string): string {
  return `EXECUTE TASK ${inStar(target, database, TASKS.wash)}, then Snowflake's TASK_HISTORY`;
}
