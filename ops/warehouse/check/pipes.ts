import { mongodbToSnowflakeIn } from "../../../stacks/mongodb-to-snowflake/deployments.ts";
import { isPrimary } from "../../../stacks/mongodb-to-snowflake/primary.ts";
import { stackName } from "../../../stacks/names.ts";
import { pipeOf, schemaOf } from "../../../warehouse/snowflake/names.ts";
import { pipeStatus, pipesIn } from "../../../warehouse/snowflake/questions.ts";
import { streamPipe } from "../../../warehouse/snowflake/star/names.ts";
import { collectionsIn, streamedIn, type Target } from "../../../warehouse/snowflake/target.ts";
import type { Session } from "../../session.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { SnowflakeError, textIn, type Warehouse } from "../connection.ts";
import { applyAll } from "./remedies.ts";

export interface PipeStatus {
  readonly pipe: string;
  readonly collection: string;
  readonly stack: string;
  /** Snowflake's word: `RUNNING`. Null if there is no such pipe. */
  readonly state: string | null;
  /** Files that it has been told of and not loaded yet. */
  readonly pendingFiles: number;
}

/** https://docs.snowflake.com/en/sql-reference/functions/system_pipe_status */
interface Answer {
  readonly executionState?: string;
  readonly pendingFileCount?: number;
  readonly oldestFileTimestamp?: string;
}

/** Files are loaded within minutes. */
const LATE_MS = 60 * 60 * 1000;

export async function checkPipes(
  session: Session,
  warehouse: Warehouse,
  target: Target,
): Promise<Checked<readonly PipeStatus[]>> {
  const found: PipeStatus[] = [];
  const problems: StackProblem[] = [];
  for (const pipe of declaredPipes(target)) {
    const answer = await ask(warehouse, pipe.pipe);
    found.push({ ...pipe, state: answer?.executionState ?? null, pendingFiles: answer?.pendingFileCount ?? 0 });
    problems.push(...problemsOf(target, pipe, answer, session.now()));
  }
  const queues = [...(await checkQueue(session, warehouse, target)), ...(await checkStreamQueues(warehouse, target))];
  return { found, problems: [...problems, ...queues] };
}

type DeclaredPipe = Pick<PipeStatus, "pipe" | "collection" | "stack">;

function declaredPipes(target: Target): DeclaredPipe[] {
  return [
    ...collectionsIn(target).flatMap(({ database, collection, stacks }) =>
      stacks.map((stack) => ({
        pipe: pipeOf(target, database, collection, stack),
        collection: `${database}/${collection}`,
        stack,
      })),
    ),
    ...streamedIn(target).flatMap(({ tables, stream }) =>
      tables.map((table) => ({
        pipe: streamPipe(target, table),
        collection: `${table.database}/${table.name}`,
        stack: stream.stack,
      })),
    ),
  ];
}

async function ask(warehouse: Warehouse, pipe: string): Promise<Answer | undefined> {
  try {
    const [row] = await warehouse.query(pipeStatus(pipe));
    return JSON.parse(textIn(row?.STATUS) || "{}") as Answer;
  } catch (error) {
    if (error instanceof SnowflakeError && error.isMissing) return undefined;
    throw error;
  }
}

function problemsOf(
  target: Target,
  { pipe, stack }: { readonly pipe: string; readonly stack: string },
  answer: Answer | undefined,
  now: Date,
): StackProblem[] {
  const refresh = `npm run -s ops -- warehouse refresh ${stack}`;
  if (answer === undefined) {
    return [{ where: pipe, problem: "the pipe is missing", remedy: `${applyAll(target)}; then ${refresh}` }];
  }
  const { executionState = "unknown", pendingFileCount = 0, oldestFileTimestamp } = answer;
  if (executionState !== "RUNNING") {
    const remedy = `${restart(target, pipe, executionState)}; then ${refresh}. If it stood for more than 7 days: docs/snowflake.md#stop-and-restart-pipes`;
    return [{ where: pipe, problem: `the pipe is ${executionState}`, remedy }];
  }
  const isLate = oldestFileTimestamp !== undefined && now.getTime() - Date.parse(oldestFileTimestamp) > LATE_MS;
  if (pendingFileCount === 0 || !isLate) return [];
  const problem = `${pendingFileCount} files wait, the oldest since ${oldestFileTimestamp}`;
  return [{ where: pipe, problem, remedy: `SELECT SYSTEM$PIPE_STATUS('${pipe}') may say why` }];
}

/** By the states of https://docs.snowflake.com/en/sql-reference/functions/system_pipe_status */
function restart(target: Target, pipe: string, state: string): string {
  if (state === "PAUSED") {
    const stale = `if it was paused for more than 14 days: SELECT SYSTEM$PIPE_FORCE_RESUME('${pipe}', 'STALENESS_CHECK_OVERRIDE')`;
    return `ALTER PIPE ${pipe} SET PIPE_EXECUTION_PAUSED = FALSE; ${stale}`;
  }
  if (state === "STALLED_STAGE_PERMISSION_ERROR")
    return "Snowflake may not read the bucket: compare DESC INTEGRATION with iamUserArn in environments/, deploy";
  // What the pipe reads or writes was dropped or altered, and it does not follow.
  if (/^STOPPED_(CLONED|STAGE|FILE_FORMAT|NOTIFICATION|MISSING)/.test(state))
    return `DROP PIPE ${pipe}; ${applyAll(target)}`;
  return `SELECT SYSTEM$PIPE_STATUS('${pipe}') may say why; if not, ask Snowflake's support`;
}

/** All pipes of an account and region listen to one queue. CLEAN notifies the one that the primary stack's settings name. */
async function checkQueue(session: Session, warehouse: Warehouse, target: Target): Promise<StackProblem[]> {
  const rows = [];
  for (const database of Object.keys(target.databases))
    rows.push(...(await warehouse.query(pipesIn(schemaOf(target, "landing", database)))));
  const own = new Set(
    collectionsIn(target).flatMap(({ database, collection, stacks }) =>
      stacks.map((stack) => pipeOf(target, database, collection, stack).split(".")[2]?.toUpperCase()),
    ),
  );
  const queues = rows
    .filter(({ name }) => own.has(String(name).toUpperCase()))
    .flatMap(({ notification_channel }) => textIn(notification_channel) || []);
  const primary = mongodbToSnowflakeIn(session.environments).find(isPrimary);
  if (primary === undefined) return [];
  return [...new Set(queues)]
    .filter((queue) => queue !== primary.snowpipeSqsArn)
    .map((queue) => ({
      where: "CLEAN -> Snowpipe",
      problem: `the pipes listen to ${queue}, and CLEAN notifies ${primary.snowpipeSqsArn ?? "nobody"}`,
      remedy: `in environments/, ${stackName(primary)}: snowpipeSqsArn: "${queue}", then deploy`,
    }));
}

/** Of the buckets of streamed rows, each of which notifies the queue that its stack's settings name. */
async function checkStreamQueues(warehouse: Warehouse, target: Target): Promise<StackProblem[]> {
  const problems: StackProblem[] = [];
  for (const { database, tables, stream } of streamedIn(target)) {
    const rows = await warehouse.query(pipesIn(schemaOf(target, "landing", database)));
    const own = tables.map((table) => streamPipe(target, table).split(".").at(-1)?.toUpperCase());
    const queues = rows
      .filter(({ name }) => own.includes(String(name).toUpperCase()))
      .flatMap(({ notification_channel }) => textIn(notification_channel) || []);
    problems.push(
      ...[...new Set(queues)]
        .filter((queue) => queue !== stream.queueArn)
        .map((queue) => ({
          where: `${stream.stack}: bucket -> Snowpipe`,
          problem: `the pipes of ${database} listen to ${queue}, and the bucket notifies ${stream.queueArn ?? "nobody"}`,
          remedy: "write that queue into the stack's settings in environments/, then deploy",
        })),
    );
  }
  return problems;
}
