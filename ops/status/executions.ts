import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import type { Session } from "../session.ts";
import type { Checked } from "./check.ts";

/** An execution of a state machine. */
export interface Execution {
  readonly status: string;
  readonly started: Date;
  /** Null while it runs. */
  readonly ended: Date | null;
}

/** As many as fit into one look. */
const EXECUTIONS = 5;

/** The newest executions, the newest first; a problem if the last one that ended did not succeed. */
export async function newestExecutions(
  session: Session,
  stateMachineArn: string,
  region: string,
): Promise<Checked<Execution[]>> {
  const { executions = [] } = await session
    .aws(SFNClient, region)
    .send(new ListExecutionsCommand({ stateMachineArn, maxResults: EXECUTIONS }));
  const found = executions.map(({ status = "", startDate = new Date(0), stopDate }) => {
    return { status, started: startDate, ended: stopDate ?? null };
  });
  const last = found.find(({ status }) => status !== "RUNNING");
  if (last === undefined || last.status === "SUCCEEDED") return { found, problems: [] };
  const problem = `the newest one that ended is ${last.status}`;
  return { found, problems: [{ where: "executions", problem, remedy: "docs/runbook.md#run-failed" }] };
}
