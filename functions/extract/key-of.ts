import type { MongoCollection } from "../../contracts/mongodb-fields.ts";
import { findId } from "./bson/find-id.ts";
import { keyText } from "./bson/key-text.ts";
import { BSON } from "./bson/types.ts";
import { ExtractError } from "./extract-error.ts";

/**
 * The key of a document, or of the object with which a change names one.
 * @throws ExtractError KEY_NOT_LISTED
 */
export function keyOf(bytes: Buffer, { key }: Pick<MongoCollection, "key">): string {
  const id = findId(bytes);
  const isListed = id !== undefined && (key === "scalar" || id.type === BSON.objectId);
  const text = isListed ? keyText(bytes, id.type, id.at) : undefined;
  if (text === undefined) throw new ExtractError("KEY_NOT_LISTED");
  return text;
}
