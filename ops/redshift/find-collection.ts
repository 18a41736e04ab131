import { UserError } from "../../command/user-error.ts";
import { unlisted } from "../unlisted.ts";

interface Named {
  readonly database: string;
  readonly collection: string;
}

/** `legion/orders` */
export function fullName({ database, collection }: Named): string {
  return `${database}/${collection}`;
}

/**
 * The collection that a user names: `<database>/<collection>`, or without the database if only one has it.
 * @throws UserError if none has it, or more than one
 */
export function findCollection<Of extends Named>(collections: readonly Of[], name: string): Of {
  const found = collections.filter((each) => each.collection === name || fullName(each) === name);
  const [only, ...others] = found;
  if (others.length > 0)
    throw new UserError(`More than one database has ${name}. Write ${found.map(fullName).join(" or ")}.`);
  const nameOf = name.includes("/") ? fullName : ({ collection }: Named) => collection;
  if (only === undefined) throw new UserError(unlisted(name, collections.map(nameOf)));
  return only;
}
