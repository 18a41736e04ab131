import { UserError } from "../command/user-error.ts";
import type { Mask } from "../contracts/mask.ts";
import { maskOf } from "../contracts/mask-of.ts";
import {
  allowListOf,
  collectionsOf,
  fullName,
  type ListedCollection,
  matching,
  namespaceOf,
} from "../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import type { Session } from "./session.ts";
import { unlisted } from "./unlisted.ts";

type Listed = Pick<Session, "sources">;

/** The stack's collections, as metrics, alarms and commands name them. */
export function namesOf({ sources }: Listed, environment: MongodbToSnowflake): readonly string[] {
  return collectionsOf(environment, sources).map(({ name }) => name);
}

/** The mask of the working tree for a collection of the stack. Of one that is not listed, a mask that keeps nothing. */
export function maskIn({ sources }: Listed, environment: MongodbToSnowflake, name: string): Mask {
  const { database, collection } = namespaceOf(environment, name);
  const contracts = allowListOf(environment, sources, database);
  return maskOf((Object.hasOwn(contracts, collection) ? contracts[collection] : undefined) ?? {});
}

/**
 * The name of a collection that a user names by `users`, if only one database has it, or by `<database>/users`.
 * @throws UserError if the stack has none or several of that name
 */
export function findCollection({ sources }: Listed, environment: MongodbToSnowflake, name: string): string {
  return findListed(collectionsOf(environment, sources), name).name;
}

/** The one among a stack's collections or tables that a user names. @throws UserError if there are none or several of that name */
export function findListed(listed: readonly ListedCollection[], name: string): ListedCollection {
  const [found, ...others] = matching(listed, name);
  if (found === undefined)
    throw new UserError(
      unlisted(
        name,
        listed.map((each) => each.name),
      ),
    );
  if (others.length > 0) throw new UserError(ambiguous(name, [found, ...others]));
  return found;
}

function ambiguous(name: string, found: readonly ListedCollection[]): string {
  return `More than one database has ${name}. Write ${found.map(fullName).join(" or ")}.`;
}
