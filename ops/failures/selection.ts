import { didYouMean } from "../../command/did-you-mean.ts";
import { UserError } from "../../command/user-error.ts";
import { collectionsOf, fullName, matching, nameIn } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { namesOf } from "../collections.ts";
import type { Session } from "../session.ts";
import { unlisted } from "../unlisted.ts";
import { CODES } from "./explain-code.ts";
import type { Failure } from "./failure-message.ts";

/** The failures that a command is for. An option that is not given selects all. */
export interface Selection {
  readonly code?: string;
  /** `users`, or `<database>/users`. */
  readonly collection?: string;
  /** A key, with or without the folder of all rows, `mongodb-data/`. */
  readonly object?: string;
}

export function isSelected({ object, code }: Failure, selection: Selection): boolean {
  const { key } = object ?? {};
  return (
    (selection.code === undefined || code === selection.code) &&
    (selection.collection === undefined || isOf(key, selection.collection)) &&
    (selection.object === undefined || key === selection.object || (key && shortKey(key)) === selection.object)
  );
}

function isOf(key: string | undefined, collection: string): boolean {
  const { database, name } = (key && namespaceIn(key)) || {};
  return name === collection || `${database}/${name}` === collection;
}

/**
 * Hints about unknown names. They are not refused, because a failure may be about a collection that is no longer listed, or from
 * another version of the cleaner.
 * @throws UserError if more than one database has the collection
 */
export function hintsOn(
  { collection, code }: Selection,
  session: Pick<Session, "sources">,
  environment: MongodbToSnowflake,
): string[] {
  return [
    ...(collection === undefined ? [] : hintOnCollection(collection, session, environment)),
    ...(code === undefined || CODES.includes(code)
      ? []
      : [`The code ${code} does not exist.${didYouMean(code, CODES)}`]),
  ];
}

/**
 * The selection with the name of the collection's database, if the stack has one such collection: the queue may also have failures of
 * one that is not listed, or no longer, in another database.
 */
export function withDatabase<Options extends Selection>(
  options: Options,
  session: Pick<Session, "sources">,
  environment: MongodbToSnowflake,
): Options {
  const { collection } = options;
  if (collection === undefined) return options;
  const [found, ...others] = matching(collectionsOf(environment, session.sources), collection);
  return found === undefined || others.length > 0 ? options : { ...options, collection: fullName(found) };
}

function hintOnCollection(name: string, session: Pick<Session, "sources">, environment: MongodbToSnowflake): string[] {
  const found = matching(collectionsOf(environment, session.sources), name);
  if (found.length > 1)
    throw new UserError(`More than one database has ${name}. Write ${found.map(fullName).join(" or ")}.`);
  return found.length === 1 ? [] : [unlisted(name, namesOf(session, environment))];
}

/** A collection as the stack names it. @returns undefined if the key is not `mongodb-data/<database>/<collection>/…` */
export function collectionOf(key: string, environment: MongodbToSnowflake): string | undefined {
  const { database, name } = namespaceIn(key) ?? {};
  return database === undefined || name === undefined ? undefined : nameIn(environment, database, name);
}

function namespaceIn(key: string): { readonly database: string; readonly name: string } | undefined {
  const [, database, name, file] = key.split("/");
  return database === undefined || name === undefined || file === undefined ? undefined : { database, name };
}

/** A key as it is shown, without the folder with which all of them begin. */
export function shortKey(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}
