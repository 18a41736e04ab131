import { UserError } from "../../command/user-error.ts";
import { namespaceOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { deployedCleaner } from "../deployed-cleaner.ts";
import { describeHere, maskHashes } from "../mask-hashes.ts";
import type { Session } from "../session.ts";
import type { DeployedMask } from "./clean-objects.ts";

/** Under what the function would clean a collection. */
export interface Deployed extends DeployedMask {
  /** Whether that is what the working tree says. */
  readonly isAsListed: boolean;
}

/** @throws UserError where the function does not know the collection, or would not run. */
export async function findMask(
  session: Session,
  environment: MongodbToSnowflake,
  collection: string,
): Promise<Deployed> {
  const stack = stackName(environment);
  if (environment.cleaner.reservedConcurrency === 0) {
    throw new UserError(`The cleaner of ${stack} is paused: its reservedConcurrency is 0. Nothing can be replayed.`, 1);
  }
  const there = await deployedCleaner(session, environment);
  const deployed = maskHashes(there, environment);
  const maskHash = Object.hasOwn(deployed, collection) ? deployed[collection] : undefined;
  if (maskHash === undefined) {
    throw new UserError(`The cleaner of ${stack} does not know ${collection} yet: deploy the stack first.`, 1);
  }
  const here = describeHere(session, environment);
  const isSameMask = maskHashes(here, environment)[collection] === maskHash;
  const isAsListed = isSameMask && isSame({ ...here.environment }, { ...there.environment });
  const namespace = namespaceOf(environment, collection);
  const path = `${namespace.database}/${namespace.collection}/`;
  return { environment: there.environment, maskHash, path, owner: environment.account, isAsListed };
}

function isSame(here: Readonly<Record<string, unknown>>, there: Readonly<Record<string, unknown>>): boolean {
  return [...Object.keys(here), ...Object.keys(there)].every((name) => here[name] === there[name]);
}
