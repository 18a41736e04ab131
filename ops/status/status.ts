import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { findPostgres, findRedshift, findStack, findStreams } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import {
  type PostgresStacks,
  postgresStacksIn,
  type RedshiftStack,
  redshiftStacksIn,
  type Stack,
  type StreamStack,
  stacksIn,
  streamStacksIn,
} from "../stacks.ts";
import { checkSnowflake } from "./check-snowflake.ts";
import { inspectPostgres } from "./inspect-postgres.ts";
import { inspectRedshift } from "./inspect-redshift.ts";
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
  const { chosen, chosenStreams, chosenRedshift, chosenPostgres } = chooseStacks(session, names);
  const progress = err.progress(chosen.length + chosenStreams.length + chosenRedshift.length + chosenPostgres.length);
  const done = <Status extends { readonly stack: string }>(found: Status) => {
    progress.step(found.stack);
    return found;
  };
  const mongodb = chosen.flatMap((each) => (each.pipeline === "mongodb-to-snowflake" ? [each.environment] : []));
  const [stacks, relational, streams, redshift, postgres] = await Promise.all([
    Promise.all(mongodb.map(async (each) => done(await inspectStack(session, each)))),
    Promise.all(
      chosen
        .filter((each) => each.pipeline === "relational-to-snowflake")
        .map(async (each) => done(await inspectRelational(session, each))),
    ),
    Promise.all(chosenStreams.map(async (each) => done(await inspectStreams(session, each)))),
    Promise.all(chosenRedshift.map(async (each) => done(await inspectRedshift(session, each)))),
    Promise.all(chosenPostgres.map(async (each) => done(await inspectPostgres(session, each)))),
  ]).finally(() => progress.end());
  const snowflake = await checkSnowflake(session, mongodb);
  const all = [...stacks, ...relational, ...streams, ...redshift, ...postgres, ...snowflake];
  const ok = all.every(({ problems }) => problems.length === 0);
  return {
    json: {
      ok,
      at: now(),
      stacks,
      ...(relational.length === 0 ? {} : { relational }),
      ...(streams.length === 0 ? {} : { streams }),
      ...(redshift.length === 0 ? {} : { redshift }),
      ...(postgres.length === 0 ? {} : { postgres }),
      ...(snowflake.length === 0 ? {} : { snowflake }),
    },
    ok,
    show: (out) => showStatus({ stacks, relational, streams, redshift, postgres, snowflake }, now(), out),
  };
}

interface Chosen {
  readonly chosen: readonly Stack[];
  readonly chosenStreams: readonly StreamStack[];
  readonly chosenRedshift: readonly RedshiftStack[];
  readonly chosenPostgres: readonly PostgresStacks[];
}

function chooseStacks(session: Session, names: readonly string[]): Chosen {
  if (names.length > 0) return chooseNamed(session, [...new Set(names)]);
  const chosen = stacksIn(session.environments).filter(({ environment }) => environment.deployDms);
  const chosenStreams = streamStacksIn(session.environments).filter(({ environment }) => environment.deployStream);
  const chosenRedshift = redshiftStacksIn(session.environments).filter(({ environment }) => environment.deployJobs);
  const chosenPostgres = postgresStacksIn(session.environments).filter(({ environment }) => environment.deployModules);
  if (chosen.length + chosenStreams.length + chosenRedshift.length + chosenPostgres.length === 0)
    throw new UserError(
      "No stack of environments/ has a pipeline: deployDms, deployStream, deployJobs or deployModules is false in each.",
    );
  return { chosen, chosenStreams, chosenRedshift, chosenPostgres };
}

function chooseNamed(session: Session, names: readonly string[]): Chosen {
  const chosen: Stack[] = [];
  const chosenStreams: StreamStack[] = [];
  const chosenRedshift: RedshiftStack[] = [];
  const chosenPostgres: PostgresStacks[] = [];
  for (const name of names) {
    const stream = findStreams(session, name);
    const redshift = findRedshift(session, name);
    const postgres = findPostgres(session, name);
    if (stream !== undefined) chosenStreams.push(stream);
    else if (redshift !== undefined) chosenRedshift.push(redshift);
    else if (postgres !== undefined) chosenPostgres.push(postgres);
    else chosen.push(findStack(session, name));
  }
  return { chosen, chosenStreams, chosenRedshift, chosenPostgres };
}
