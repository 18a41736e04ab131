import { didYouMean } from "../command/did-you-mean.ts";
import { UserError } from "../command/user-error.ts";
import type { Sources } from "../contracts/source.ts";
import { findContract, type ListedContract } from "../ops/preview/find-contract.ts";

/**
 * The MongoDB collection that a user names.
 * @param name `users`, if only one database has it, or `<database>/users`
 * @throws UserError if no database has it, or more than one
 */
export function findCollection(name: string, sources: Sources): ListedContract {
  const { found, listed } = findContract(sources, name);
  if (found !== undefined) return found;
  const names = listed.map(({ database, collection }) => `${database}/${collection}`);
  const meant = didYouMean(name, [...listed.map(({ collection }) => collection), ...names]);
  throw new UserError(`COLLECTION_UNLISTED: ${name} is not in the allow-list.${meant} Listed: ${names.join(", ")}.`);
}
