import { keyPaths } from "../../contracts/key.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { keyTexts, ownFiles } from "./current.ts";
import { tableIn } from "./names.ts";
import { literal } from "./sql-text.ts";
import type { Collection, Target } from "./target.ts";

/** How many values a document's key has. */
export function keyLength({ contract }: Collection): number {
  return keyPaths(maskOf(contract)).length;
}

/** Rows of one document, deletes among them: `STACK, LANDED`. Binds: the values of its key. @param stacks absent: all that ever loaded */
export function countDocument(target: Target, collection: Collection, stacks?: readonly string[]): string {
  return `SELECT ${STACK} AS stack, COUNT(*) AS landed\n${fromWhere(target, collection, stacks)}\nGROUP BY ${STACK}`;
}

/** Removes them. Every view stands on landing, so the document is in none of them afterwards. Binds: the values of its key. */
export function eraseDocument(target: Target, collection: Collection, stacks?: readonly string[]): string {
  return `DELETE ${fromWhere(target, collection, stacks)}`;
}

function fromWhere(target: Target, documents: Collection, stacks: readonly string[] | undefined): string {
  const { database, collection } = documents;
  const conditions = [
    ownFiles("_file", documents),
    ...(stacks === undefined ? [] : [`${STACK} IN (${stacks.map(literal).join(", ")})`]),
    ...keyTexts("src", documents).map((text) => `${text} = ?`),
  ];
  return `FROM ${tableIn(target, "landing", database, collection)}\nWHERE ${conditions.join(" AND ")}`;
}

/** The first folder of a CLEAN key is the stack. */
const STACK = "SPLIT_PART(_file, '/', 1)";
