import { didYouMean } from "../command/did-you-mean.ts";
import { UserError } from "../command/user-error.ts";
import type { Contract } from "../contracts/contract.ts";
import type { Sources } from "../contracts/source.ts";

export interface ListedCollection {
  readonly database: string;
  readonly collection: string;
  readonly contract: Contract;
}

/**
 * The MongoDB collection that a user names.
 * @param name `users`, if only one database has it, or `<database>/users`
 * @throws UserError if no database has it, or more than one
 */
export function findCollection(name: string, sources: Sources): ListedCollection {
  const listed = Object.entries(sources).flatMap(([database, source]) =>
    source.engine === "mongodb" ? listedIn(database, source.collections) : [],
  );
  const [found, ...others] = listed.filter((each) => each.collection === name || fullName(each) === name);
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined)
    throw new UserError(`More than one database has ${name}. Write ${[found, ...others].map(fullName).join(" or ")}.`);
  const names = listed.map(fullName);
  const meant = didYouMean(name, [...listed.map(({ collection }) => collection), ...names]);
  throw new UserError(`COLLECTION_UNLISTED: ${name} is not in the allow-list.${meant} Listed: ${names.join(", ")}.`);
}

function listedIn(database: string, collections: Readonly<Record<string, Contract>>): ListedCollection[] {
  return Object.entries(collections).map(([collection, contract]) => ({ database, collection, contract }));
}

function fullName({ database, collection }: ListedCollection): string {
  return `${database}/${collection}`;
}
