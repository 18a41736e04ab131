import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { didYouMean } from "../command/did-you-mean.ts";
import { UserError } from "../command/user-error.ts";
import type { Environment } from "../stacks/environment.ts";
import { stackName } from "../stacks/names.ts";
import type { Session } from "./session.ts";

/**
 * The stack that a user names, after a look at whose credentials are in use: names repeat from account to account, so the
 * wrong ones would find a task to stop there, too.
 */
export async function openStack(session: Session, name: string): Promise<Environment> {
  const environment = findStack(session.environments, name);
  await checkAccount(session, environment);
  return environment;
}

/** @throws UserError that lists the stacks there are, or says that this one has no pipeline. */
export function findStack(environments: readonly Environment[], name: string): Environment {
  const found = environments.find((environment) => stackName(environment) === name);
  if (!found) {
    const names = environments.filter(({ deployDms }) => deployDms).map(stackName);
    const meant = didYouMean(name, environments.map(stackName));
    throw new UserError(`There is no stack "${name}".${meant} Stacks with a pipeline: ${names.join(", ")}.`);
  }
  if (!found.deployDms) {
    throw new UserError(
      `${name} has no pipeline: its deployDms is false. Set it to true in stacks/environments.ts and deploy first.`,
    );
  }
  return found;
}

/** Asks AWS who the credentials belong to, which needs no right. @throws UserError where that is not the stack's account. */
export async function checkAccount(session: Session, environment: Environment): Promise<void> {
  const { Account } = await session.aws(STSClient, environment.region).send(new GetCallerIdentityCommand());
  if (Account === environment.account) return;
  throw new UserError(
    `Your credentials are for account ${Account}, and ${stackName(environment)} is in ${environment.account}: nothing was done. ` +
      "Set AWS_PROFILE to a profile of that account, or correct account in stacks/environments.ts.",
    1,
  );
}
