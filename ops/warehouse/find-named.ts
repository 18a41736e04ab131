import { UserError } from "../../command/user-error.ts";
import {
  type Collection,
  collectionsIn,
  type SourceTable,
  type Target,
  tablesIn,
} from "../../warehouse/snowflake/target.ts";
import { unlisted } from "../unlisted.ts";

/** What a user names: a collection, or a table of a relational source. */
type Named =
  | { readonly name: string; readonly collection: Collection; readonly table?: never }
  | { readonly name: string; readonly table: SourceTable; readonly collection?: never };

/**
 * The collection or table that a user names by `users`, if only one database has it, or by `<database>/users`.
 * @throws UserError if there is none, or if the name alone could mean several
 */
export function findNamed(target: Target, name: string): Named {
  const all = [...collectionsIn(target).map(ofCollection), ...tablesIn(target).map(ofTable)];
  const names = all.map((each) => each.name);
  const found = all.filter((each) => each.name === name || withoutDatabase(each.name) === name);
  const [only, ...others] = found;
  if (only === undefined) throw new UserError(unlisted(name, names));
  if (others.length === 0) return only;
  const choice = found.map((each) => `${each.name} (a ${each.table ? "table" : "collection"})`).join(" or ");
  throw new UserError(`More than one database has ${name}. Write ${choice}.`);
}

/** `legion/users` */
export function nameOf({ database, collection }: Collection): string {
  return `${database}/${collection}`;
}

function ofCollection(collection: Collection): Named {
  return { name: nameOf(collection), collection };
}

function ofTable(table: SourceTable): Named {
  return { name: `${table.database}/${table.name}`, table };
}

function withoutDatabase(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}
