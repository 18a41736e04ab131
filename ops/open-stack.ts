import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { didYouMean } from "../command/did-you-mean.ts";
import { UserError } from "../command/user-error.ts";
import type { Environment } from "../stacks/environment.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import type { Session } from "./session.ts";
import {
  type PostgresStacks,
  postgresStacksIn,
  type RedshiftStack,
  redshiftStacksIn,
  type Stack,
  type StreamStack,
  stacksIn,
  streamStacksIn,
} from "./stacks.ts";

type Known = Pick<Session, "environments">;

/**
 * The stack that a user names, after checking that the credentials are for its account: the names are the same in every account, so
 * with the wrong credentials a command would stop another task.
 */
export async function openStack(session: Session, name: string): Promise<Stack> {
  const stack = findStack(session, name);
  await checkAccount(session, stack);
  return stack;
}

/** The same for a command that only mongodb-to-snowflake has. */
export async function openCleaned(session: Session, name: string, command: string): Promise<MongodbToSnowflake> {
  const environment = findCleaned(session, name, command);
  await checkAccount(session, { id: name, environment });
  return environment;
}

/** @throws UserError if there is no such stack, or if it has no pipeline */
export function findStack(session: Known, name: string): Stack {
  const stacks = stacksIn(session.environments);
  const found = stacks.find(({ id }) => id === name);
  if (!found) {
    const streams = streamStacksIn(session.environments);
    const redshift = redshiftStacksIn(session.environments);
    const postgres = postgresStacksIn(session.environments);
    if ([...streams, ...redshift, ...postgres].some(({ id }) => id === name))
      throw new UserError(`${name} has no replication task: this is for stacks that replicate with DMS.`);
    const names = [
      ...stacks.filter(({ environment }) => environment.deployDms),
      ...streams.filter(({ environment }) => environment.deployStream),
      ...redshift.filter(({ environment }) => environment.deployJobs),
      ...postgres.filter(({ environment }) => environment.deployModules),
    ].map(({ id }) => id);
    const meant = didYouMean(
      name,
      [...stacks, ...streams, ...redshift, ...postgres].map(({ id }) => id),
    );
    throw new UserError(`There is no stack "${name}".${meant} Stacks with a pipeline: ${names.join(", ")}.`);
  }
  if (!found.environment.deployDms) {
    throw new UserError(
      `${name} has no pipeline: its deployDms is false. Set it to true in environments/ and deploy first.`,
    );
  }
  return found;
}

/**
 * The stack of mysql-to-snowflake that a user names; undefined if it is of another pipeline, or there is none.
 * @throws UserError if it has no pipeline
 */
export function findStreams(session: Known, name: string): StreamStack | undefined {
  const found = streamStacksIn(session.environments).find(({ id }) => id === name);
  if (found?.environment.deployStream === false)
    throw new UserError(
      `${name} has no pipeline: its deployStream is false. Set it to true in environments/ and deploy first.`,
    );
  return found;
}

/**
 * The stack of mongodb-to-redshift that a user names; undefined if it is of another pipeline, or there is none.
 * @throws UserError if it has no jobs
 */
export function findRedshift(session: Known, name: string): RedshiftStack | undefined {
  const found = redshiftStacksIn(session.environments).find(({ id }) => id === name);
  if (found?.environment.deployJobs === false)
    throw new UserError(
      `${name} has no jobs: its deployJobs is false. Set it to true in environments/ and deploy first.`,
    );
  return found;
}

/**
 * The stacks of snowflake-to-postgres that a user names; undefined if they are of another pipeline, or there are none.
 * @throws UserError if their modules are switched off
 */
export function findPostgres(session: Known, name: string): PostgresStacks | undefined {
  const all = postgresStacksIn(session.environments);
  const whole = all.find(({ id }) => name.startsWith(`${id}-`));
  if (whole !== undefined)
    throw new UserError(`${name} is a module: this is for all of them together, so name them as ${whole.id}.`);
  const found = all.find(({ id }) => id === name);
  if (found?.environment.deployModules === false)
    throw new UserError(
      `${name} has no modules that run: its deployModules is false. Set it to true in environments/ and deploy first.`,
    );
  return found;
}

/**
 * A stack with a cleaner, for a command that only mongodb-to-snowflake has.
 * @param command as users write it
 * @throws UserError if there is no such stack, or if it is of another pipeline
 */
export function findCleaned(session: Known, name: string, command: string): MongodbToSnowflake {
  const stack = findStack(session, name);
  if (stack.pipeline === "mongodb-to-snowflake") return stack.environment;
  throw new UserError(
    `${name} has no cleaner, so there is no ${command} for it: ${command} is for stacks of mongodb-to-snowflake.`,
  );
}

/** Asks AWS for the account of the credentials, which needs no right. @throws UserError if it is not the stack's account */
export async function checkAccount(
  session: Session,
  { id, environment }: { readonly id: string; readonly environment: Pick<Environment, "account" | "region"> },
): Promise<void> {
  const { Account } = await session.aws(STSClient, environment.region).send(new GetCallerIdentityCommand());
  if (Account === environment.account) return;
  throw new UserError(
    `Your credentials are for account ${Account}, and ${id} is in ${environment.account}: nothing was done. ` +
      "Set AWS_PROFILE to a profile of that account, or correct account in environments/.",
    1,
  );
}
