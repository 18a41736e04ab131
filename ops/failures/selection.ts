import { RAW_FOLDER } from "../../stacks/names.ts";
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

/** Undefined for a key that is not `mongodb-data/<database>/<collection>/…`. */
export function collectionOf(key: string): string | undefined {
  const [folder, , collection, file] = key.split("/");
  return folder === RAW_FOLDER && file !== undefined ? collection : undefined;
}

/** A key as it is shown: all that is of interest begins with the same folder. */
export function shortKey(key: string): string {
  return key.startsWith(`${RAW_FOLDER}/`) ? key.slice(RAW_FOLDER.length + 1) : key;
}
