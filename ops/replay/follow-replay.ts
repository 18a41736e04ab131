import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  DescribeMapRunCommand,
  ListMapRunsCommand,
  type MapRunItemCounts,
  SFNClient,
} from "@aws-sdk/client-sfn";
import type { Progress } from "../../command/terminal.ts";
import { UserError } from "../../command/user-error.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { newestExecution } from "./executions.ts";
import { type EndedReplay, endJson, isGood, showEnd } from "./show-end.ts";

const EVERY_MS = 5_000;

/** Follows the running replay, or says how the last one ended. */
export async function followReplay(session: Session, environment: MongodbToSnowflake): Promise<Result> {
  const execution = await newestExecution(session, environment);
  const stack = stackName(environment);
  if (execution?.executionArn === undefined) throw new UserError(`There was no replay in ${stack} in 90 days.`, 1);
  session.err.print(`${stack}: ${execution.name}, started ${execution.startDate?.toISOString()}`);
  return followExecution(session, environment, execution.executionArn);
}

/** Polls an execution every five seconds until it ends; progress goes to stderr. */
export async function followExecution(
  session: Session,
  environment: MongodbToSnowflake,
  executionArn: string,
): Promise<Result> {
  const sfn = session.aws(SFNClient, environment.region);
  let progress: Progress | undefined;
  try {
    for (;;) {
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      const counts = await countsOf(sfn, executionArn);
      if (execution.status !== "RUNNING") return result(environment, execution, counts);
      // The total is not known before the listing is read.
      if (counts?.total) progress ??= session.err.progress(counts.total);
      if (counts) progress?.reach(ended(counts), activity(counts));
      await session.wait(EVERY_MS);
    }
  } finally {
    progress?.end();
  }
}

async function countsOf(sfn: SFNClient, executionArn: string): Promise<MapRunItemCounts | undefined> {
  const { mapRuns } = await sfn.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns?.[0]?.mapRunArn;
  return mapRunArn === undefined ? undefined : (await sfn.send(new DescribeMapRunCommand({ mapRunArn }))).itemCounts;
}

function ended({ succeeded = 0, failed = 0, timedOut = 0, aborted = 0 }: MapRunItemCounts): number {
  return succeeded + failed + timedOut + aborted;
}

function activity({ running = 0, failed = 0 }: MapRunItemCounts): string {
  return `${running} running${failed > 0 ? `, ${failed} failed` : ""}`;
}

function result(
  environment: MongodbToSnowflake,
  { name = "", status = "FAILED", error, output }: DescribeExecutionOutput,
  counts: Partial<MapRunItemCounts> = {},
): Result {
  const { succeeded = 0, failed = 0, timedOut = 0, aborted = 0, pending = 0 } = counts;
  const replay: EndedReplay = {
    stack: stackName(environment),
    name,
    status,
    error,
    through: succeeded,
    failed: failed + timedOut,
    left: aborted + pending,
    results: resultsIn(output),
  };
  return { json: endJson(replay), ok: isGood(replay), show: (out) => showEnd(replay, out) };
}

/** Where the map has written its results. */
function resultsIn(output: string | undefined): string | undefined {
  const { ResultWriterDetails: at } = JSON.parse(output ?? "{}") as { ResultWriterDetails?: Record<string, string> };
  return at === undefined ? undefined : `s3://${at.Bucket}/${at.Key}`;
}
