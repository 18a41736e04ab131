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
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { newestExecution } from "./executions.ts";
import { type EndedReplay, endJson, isGood, showEnd } from "./show-end.ts";

const EVERY_MS = 5_000;

/** Follows the replay that runs, or tells how the last one ended. */
export async function followReplay(session: Session, environment: Environment): Promise<Result> {
  const execution = await newestExecution(session, environment);
  const stack = stackName(environment);
  if (execution?.executionArn === undefined) throw new UserError(`There was no replay in ${stack} in 90 days.`, 1);
  session.err.print(`${stack}: ${execution.name}, started ${execution.startDate?.toISOString()}`);
  return followExecution(session, environment, execution.executionArn);
}

/** Looks at an execution every five seconds, until it has ended, and shows how many objects are through. */
export async function followExecution(
  session: Session,
  environment: Environment,
  executionArn: string,
): Promise<Result> {
  const sfn = session.aws(SFNClient, environment.region);
  let progress: Progress | undefined;
  try {
    for (;;) {
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      const counts = await countsOf(sfn, executionArn);
      if (execution.status !== "RUNNING") return result(environment, execution, counts);
      // Before the listing is read there is nothing to count.
      if (counts?.total) progress ??= session.err.progress(counts.total);
      if (counts) progress?.reach(through(counts), told(counts));
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

function through({ succeeded = 0, failed = 0, timedOut = 0, aborted = 0 }: MapRunItemCounts): number {
  return succeeded + failed + timedOut + aborted;
}

function told({ running = 0, failed = 0 }: MapRunItemCounts): string {
  return `${running} running${failed > 0 ? `, ${failed} failed` : ""}`;
}

function result(
  environment: Environment,
  { name = "", status = "FAILED", error, output }: DescribeExecutionOutput,
  counts: Partial<MapRunItemCounts> = {},
): Result {
  const { succeeded = 0, failed = 0, timedOut = 0, aborted = 0, pending = 0 } = counts;
  const ended: EndedReplay = {
    stack: stackName(environment),
    name,
    status,
    error,
    through: succeeded,
    failed: failed + timedOut,
    left: aborted + pending,
    results: resultsIn(output),
  };
  return { json: endJson(ended), ok: isGood(ended), show: (out) => showEnd(ended, out) };
}

/** Where the map says that it has written its results. */
function resultsIn(output: string | undefined): string | undefined {
  const { ResultWriterDetails: at } = JSON.parse(output ?? "{}") as { ResultWriterDetails?: Record<string, string> };
  return at === undefined ? undefined : `s3://${at.Bucket}/${at.Key}`;
}
