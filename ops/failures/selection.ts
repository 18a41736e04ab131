import { didYouMean } from "../../command/did-you-mean.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { RAW_FOLDER } from "../../stacks/names.ts";
import { unlisted } from "../unlisted.ts";
import { CODES } from "./explain-code.ts";
import type { Failure } from "./failure-message.ts";

/** The failures that a command is for. An option that is not given selects all. */
export interface Selection {
  readonly code?: string;
  readonly collection?: string;
  /** A key, with or without its `mongodb-data/`. */
  readonly object?: string;
}

export function isSelected({ object, code }: Failure, selection: Selection): boolean {
  return (
    (selection.code === undefined || code === selection.code) &&
    (selection.collection === undefined || (object && collectionOf(object.key)) === selection.collection) &&
    (selection.object === undefined || (object && shortKey(object.key)) === shortKey(selection.object))
  );
}

/**
 * Hints about unknown names. They are not refused, because a failure may be about a collection that is no longer listed, or from
 * another version of the cleaner.
 */
export function unknownIn({ collection, code }: Selection, allowList: AllowList): string[] {
  return [
    ...(collection === undefined || Object.hasOwn(allowList, collection) ? [] : [unlisted(collection, allowList)]),
    ...(code === undefined || CODES.includes(code)
      ? []
      : [`The code ${code} does not exist.${didYouMean(code, CODES)}`]),
  ];
}

/** @returns undefined if the key is not `mongodb-data/<database>/<collection>/…` */
export function collectionOf(key: string): string | undefined {
  const [folder, , collection, file] = key.split("/");
  return folder === RAW_FOLDER && file !== undefined ? collection : undefined;
}

/** A key as it is shown, without the folder with which all of them begin. */
export function shortKey(key: string): string {
  return key.startsWith(`${RAW_FOLDER}/`) ? key.slice(RAW_FOLDER.length + 1) : key;
}
