import { UserError } from "../../command/user-error.ts";
import {
  type Collection,
  collectionsIn,
  type SourceTable,
  type StreamedDatabase,
  type StreamedTable,
  streamedIn,
  type Target,
  tablesIn,
} from "../../warehouse/snowflake/target.ts";
import { unlisted } from "../unlisted.ts";

/** What a user names: a collection, a table of a relational source, or one whose rows are streamed. */
export type Named =
  | { readonly kind: "collection"; readonly name: string; readonly collection: Collection }
  | { readonly kind: "table"; readonly name: string; readonly table: SourceTable }
  | ({ readonly kind: "streamed"; readonly name: string } & FoundTable);

/** A table whose rows are streamed, with its source. */
export interface FoundTable {
  readonly source: StreamedDatabase;
  readonly table: StreamedTable;
}

/**
 * The collection or table that a user names by `users`, if only one database has it, or by `<database>/users`.
 * @throws UserError if there is none, or if the name alone could mean several
 */
export function findNamed(target: Target, name: string): Named {
  const all = allNamed(target);
  const found = all.filter((each) => each.name === name || withoutDatabase(each.name) === name);
  const [only, ...others] = found;
  if (only === undefined)
    throw new UserError(
      unlisted(
        name,
        all.map((each) => each.name),
      ),
    );
  if (others.length === 0) return only;
  const choice = found.map((each) => `${each.name} (a ${each.kind === "collection" ? "collection" : "table"})`);
  throw new UserError(`More than one database has ${name}. Write ${choice.join(" or ")}.`);
}

/** All that a user may name, in the order of the contracts. */
export function allNamed(target: Target): Named[] {
  return [
    ...collectionsIn(target).map((collection): Named => ({ kind: "collection", name: nameOf(collection), collection })),
    ...tablesIn(target).map((table): Named => ({ kind: "table", name: nameOfTable(table), table })),
    ...streamedIn(target).flatMap((source) =>
      source.tables.map((table): Named => ({ kind: "streamed", name: nameOfTable(table), source, table })),
    ),
  ];
}

/** `legion/users` */
export function nameOf({ database, collection }: Collection): string {
  return `${database}/${collection}`;
}

function nameOfTable({ database, name }: SourceTable | StreamedTable): string {
  return `${database}/${name}`;
}

function withoutDatabase(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}
