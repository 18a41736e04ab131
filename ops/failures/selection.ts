import { didYouMean } from "../../command/did-you-mean.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { RAW_FOLDER } from "../../stacks/names.ts";
import { unlisted } from "../unlisted.ts";
import { CODES } from "./explain-code.ts";
import type { Failure } from "./failure-message.ts";

/** Which failures a command is about; what is not given selects all. */
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
 * What to say of names that are not known. They are not refused: a failure may be of a collection that is no longer listed, or of
 * another version of the cleaner.
 */
export function unknownIn({ collection, code }: Selection, allowList: AllowList): string[] {
  return [
    ...(collection === undefined || Object.hasOwn(allowList, collection) ? [] : [unlisted(collection, allowList)]),
    ...(code === undefined || CODES.includes(code) ? [] : [`There is no code ${code}.${didYouMean(code, CODES)}`]),
  ];
}

/** Undefined for a key that is not `mongodb-data/<database>/<collection>/…`. */
export function collectionOf(key: string): string | undefined {
  const [folder, , collection, file] = key.split("/");
  return folder === RAW_FOLDER && file !== undefined ? collection : undefined;
}

/** A key as it is shown: all that is of interest begins with the same folder. */
export function shortKey(key: string): string {
  return key.startsWith(`${RAW_FOLDER}/`) ? key.slice(RAW_FOLDER.length + 1) : key;
}
