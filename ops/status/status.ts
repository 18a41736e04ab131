import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { findStack, findStreams } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { type Stack, type StreamStack, stacksIn, streamStacksIn } from "../stacks.ts";
import { checkSnowflake } from "./check-snowflake.ts";
import { inspectRelational } from "./inspect-relational.ts";
import { inspectStack } from "./inspect-stack.ts";
import { inspectStreams } from "./inspect-streams.ts";
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
  const { chosen, chosenStreams } = chooseStacks(session, names);
  const progress = err.progress(chosen.length + chosenStreams.length);
  const done = <Status extends { readonly stack: string }>(found: Status) => {
    progress.step(found.stack);
    return found;
  };
  const mongodb = chosen.flatMap((each) => (each.pipeline === "mongodb-to-snowflake" ? [each.environment] : []));
  const [stacks, relational, streams] = await Promise.all([
    Promise.all(mongodb.map(async (each) => done(await inspectStack(session, each)))),
    Promise.all(
      chosen
        .filter((each) => each.pipeline === "relational-to-snowflake")
        .map(async (each) => done(await inspectRelational(session, each))),
    ),
    Promise.all(chosenStreams.map(async (each) => done(await inspectStreams(session, each)))),
  ]).finally(() => progress.end());
  const snowflake = await checkSnowflake(session, mongodb);
  const ok = [...stacks, ...relational, ...streams, ...snowflake].every(({ problems }) => problems.length === 0);
  return {
    json: {
      ok,
      at: now(),
      stacks,
      ...(relational.length === 0 ? {} : { relational }),
      ...(streams.length === 0 ? {} : { streams }),
      ...(snowflake.length === 0 ? {} : { snowflake }),
    },
    ok,
    show: (out) => showStatus({ stacks, relational, streams, snowflake }, now(), out),
  };
}

interface Chosen {
  readonly chosen: readonly Stack[];
  readonly chosenStreams: readonly StreamStack[];
}

function chooseStacks(session: Session, names: readonly string[]): Chosen {
  if (names.length > 0) {
    const streams = [...new Set(names)].map((name) => findStreams(session, name) ?? name);
    return {
      chosen: streams.flatMap((each) => (typeof each === "string" ? [findStack(session, each)] : [])),
      chosenStreams: streams.filter((each) => typeof each !== "string"),
    };
  }
  const chosen = stacksIn(session.environments).filter(({ environment }) => environment.deployDms);
  const chosenStreams = streamStacksIn(session.environments).filter(({ environment }) => environment.deployStream);
  if (chosen.length + chosenStreams.length === 0)
    throw new UserError("No stack of environments/ has a pipeline: deployDms is false in each.");
  return { chosen, chosenStreams };
}
