import { UserError } from "../../command/user-error.ts";
import type { Contract } from "../../contracts/contract.ts";
import type { Sources } from "../../contracts/source.ts";

/** A collection of a MongoDB source. */
export interface ListedContract {
  readonly database: string;
  readonly collection: string;
  readonly contract: Contract;
}

/** A collection that a user names. */
export interface FoundContract {
  /** With its database only if more than one has such a collection. */
  readonly name: string;
  /** Undefined if it is not listed. */
  readonly found: ListedContract | undefined;
  /** All listed collections. */
  readonly listed: readonly ListedContract[];
}

/**
 * The contract of a MongoDB collection, whatever stacks replicate it.
 * @param name `users`, if only one database has it, or `<database>/users`
 * @throws UserError if more than one database has it
 */
export function findContract(sources: Sources, name: string): FoundContract {
  const all = Object.entries(sources).flatMap(([database, source]) =>
    source.engine === "mongodb"
      ? Object.entries(source.collections).map(([collection, contract]) => ({ database, collection, contract }))
      : [],
  );
  const short = name.slice(name.indexOf("/") + 1);
  const sameName = all.filter(({ collection }) => collection === short);
  const [found, ...others] =
    name === short ? sameName : sameName.filter(({ database }) => name === `${database}/${short}`);
  if (others.length > 0) {
    const full = sameName.map(({ database, collection }) => `${database}/${collection}`);
    throw new UserError(`More than one database has ${name}. Write ${full.join(" or ")}.`);
  }
  return {
    name: sameName.length > 1 ? name : short,
    found,
    listed: all,
  };
}
