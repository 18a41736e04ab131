import { keyPaths } from "../../contracts/key.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { tableIn } from "./names.ts";
import { literal, pathIn } from "./sql-text.ts";
import type { Collection, Target } from "./target.ts";

/** How many values a document's key has. */
export function keyLength({ contract }: Collection): number {
  return keyPaths(maskOf(contract)).length;
}

/** Rows of one document, deletes among them: `STACK, LANDED`. Binds: the values of its key. */
export function countDocument(target: Target, collection: Collection, stacks: readonly string[]): string {
  return `SELECT ${STACK} AS stack, COUNT(*) AS landed\n${fromWhere(target, collection, stacks)}\nGROUP BY ${STACK}`;
}

/** Removes them. Every view stands on landing, so the document is in none of them afterwards. Binds: the values of its key. */
export function eraseDocument(target: Target, collection: Collection, stacks: readonly string[]): string {
  return `DELETE ${fromWhere(target, collection, stacks)}`;
}

function fromWhere(target: Target, { database, collection, contract }: Collection, stacks: readonly string[]): string {
  const key = keyPaths(maskOf(contract)).map((path) => `${pathIn("src", path)}::VARCHAR = ?`);
  return [
    `FROM ${tableIn(target, "landing", database, collection)}`,
    `WHERE ${STACK} IN (${stacks.map(literal).join(", ")}) AND ${key.join(" AND ")}`,
  ].join("\n");
}

/** The first folder of a CLEAN key is the stack. */
const STACK = "SPLIT_PART(_file, '/', 1)";
