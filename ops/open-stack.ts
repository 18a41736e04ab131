import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { didYouMean } from "../command/did-you-mean.ts";
import { UserError } from "../command/user-error.ts";
import { mongodbToSnowflakeIn } from "../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../stacks/names.ts";
import type { Session } from "./session.ts";

/**
 * The stack that a user names, after checking that the credentials are for its account: the names are the same in every account, so
 * with the wrong credentials a command would stop another task.
 */
export async function openStack(session: Session, name: string): Promise<MongodbToSnowflake> {
  const environment = findStack(session, name);
  await checkAccount(session, environment);
  return environment;
}

/** @throws UserError if there is no such stack, or if it has no pipeline */
export function findStack(session: Pick<Session, "environments">, name: string): MongodbToSnowflake {
  const environments = mongodbToSnowflakeIn(session.environments);
  const found = environments.find((environment) => stackName(environment) === name);
  if (!found) {
    const names = environments.filter(({ deployDms }) => deployDms).map(stackName);
    const meant = didYouMean(name, environments.map(stackName));
    throw new UserError(`There is no stack "${name}".${meant} Stacks with a pipeline: ${names.join(", ")}.`);
  }
  if (!found.deployDms) {
    throw new UserError(
      `${name} has no pipeline: its deployDms is false. Set it to true in environments/ and deploy first.`,
    );
  }
  return found;
}

/** Asks AWS for the account of the credentials, which needs no right. @throws UserError if it is not the stack's account */
export async function checkAccount(session: Session, environment: MongodbToSnowflake): Promise<void> {
  const { Account } = await session.aws(STSClient, environment.region).send(new GetCallerIdentityCommand());
  if (Account === environment.account) return;
  throw new UserError(
    `Your credentials are for account ${Account}, and ${stackName(environment)} is in ${environment.account}: nothing was done. ` +
      "Set AWS_PROFILE to a profile of that account, or correct account in environments/.",
    1,
  );
}
