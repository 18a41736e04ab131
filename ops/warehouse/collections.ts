import { UserError } from "../../command/user-error.ts";
import { type Collection, collectionsIn, type Target } from "../../warehouse/snowflake/target.ts";
import { unlisted } from "../unlisted.ts";

/** The collection that a user names by `users`, if only one database has it, or by `<database>/users`. @throws UserError */
export function findInTarget(target: Target, name: string): Collection {
  const all = collectionsIn(target);
  const found = all.filter((each) => each.collection === name || nameOf(each) === name);
  const [only] = found;
  if (only === undefined) throw new UserError(unlisted(name, all.map(nameOf)));
  if (found.length > 1)
    throw new UserError(`More than one database has ${name}. Write ${found.map(nameOf).join(" or ")}.`);
  return only;
}

/** `legion/users` */
export function nameOf({ database, collection }: Collection): string {
  return `${database}/${collection}`;
}
