import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { findCleaned } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { checkSnowflake } from "./check-snowflake.ts";
import { inspectStack } from "./inspect-stack.ts";
import { showStatus } from "./show.ts";

export function addStatus(ops: Command, session: Session, report: Report): void {
  ops
    .command("status")
    .description("the state of stacks, side by side; exits with 1 if something is wrong")
    .argument("[stack...]", "default: all that have a pipeline")
    .addHelpText("after", LOG)
    .action(async (names: string[], options: { json?: boolean }) => report(await status(session, names), options));
}

const LOG = `
Row counts and CLEAN keys, object by object, are in the cleaner's log:
  aws logs tail /aws/lambda/<namePrefix>-<stack>-cleaner --region <region> \\
    --filter-pattern '{ $.message = "cleaned" }'`;

async function status(session: Session, names: readonly string[]): Promise<Result> {
  const { now, err } = session;
  const chosen = chooseStacks(session, names);
  const progress = err.progress(chosen.length);
  const inspect = async (environment: MongodbToSnowflake) => {
    const found = await inspectStack(session, environment);
    progress.step(stackName(environment));
    return found;
  };
  const stacks = await Promise.all(chosen.map(inspect)).finally(() => progress.end());
  const snowflake = await checkSnowflake(session, chosen);
  const ok = [...stacks, ...snowflake].every(({ problems }) => problems.length === 0);
  return {
    json: { ok, at: now(), stacks, ...(snowflake.length === 0 ? {} : { snowflake }) },
    ok,
    show: (out) => showStatus({ stacks, snowflake }, now(), out),
  };
}

function chooseStacks(session: Session, names: readonly string[]): readonly MongodbToSnowflake[] {
  if (names.length > 0) return [...new Set(names)].map((name) => findCleaned(session, name, "status"));
  const all = mongodbToSnowflakeIn(session.environments).filter(({ deployDms }) => deployDms);
  if (all.length === 0) throw new UserError("No stack of environments/ has a pipeline: deployDms is false in each.");
  return all;
}
