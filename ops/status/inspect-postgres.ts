import { stateMachineArn } from "../../stacks/snowflake-to-postgres/names.ts";
import { checkAccount } from "../open-stack.ts";
import { newestManifests } from "../postgres/manifests.ts";
import { scheduleState } from "../schedule.ts";
import type { Session } from "../session.ts";
import { type PostgresStacks, postgresSchedule } from "../stacks.ts";
import { attempt } from "./check.ts";
import { newestExecutions } from "./executions.ts";
import type { PostgresStatus } from "./postgres-status.ts";

/** Looks at everything of snowflake-to-postgres in one place at once. @throws only what is a mistake in this program */
export async function inspectPostgres(session: Session, stacks: PostgresStacks): Promise<PostgresStatus> {
  const { id, environment } = stacks;
  const place = { stack: id, region: environment.region };
  const { found, problems } = await attempt("stack", async () => {
    await checkAccount(session, stacks);
    return { found: true, problems: [] };
  });
  if (found === null) return { ...place, schedule: null, executions: null, tables: [], problems };
  const run = stateMachineArn(environment, "run");
  const [schedule, executions, tables] = await Promise.all([
    attempt("schedule", async () => ({ found: await scheduleState(session, postgresSchedule(stacks)), problems: [] })),
    attempt("executions", () => newestExecutions(session, run, environment.region)),
    attempt("tables", async () => ({ found: await newestManifests(session, stacks), problems: [] })),
  ]);
  return {
    ...place,
    schedule: schedule.found,
    executions: executions.found,
    tables: tables.found ?? [],
    problems: [schedule, executions, tables].flatMap((each) => each.problems),
  };
}
