import { createHash } from "node:crypto";
import type { SourceConnection } from "./source-connection.ts";

/** Characters of a lock's name. https://dev.mysql.com/doc/refman/8.4/en/locking-functions.html */
const MAX_NAME = 64;

/**
 * Takes a table's lock, which the session then has until it ends: one run at a time moves a watermark. It is the reading session's, so that who
 * has lost it can't go on reading.
 * @returns false if another session has it
 */
export async function takeLock(
  { query }: Pick<SourceConnection, "query">,
  database: string,
  table: string,
): Promise<boolean> {
  const [row] = await query("select get_lock(?, 0) as taken", [lockName(database, table)]);
  return row?.taken === "1";
}

/** `clearwell/video/transactions`. A longer one ends in a hash. */
export function lockName(database: string, table: string): string {
  const name = `clearwell/${database}/${table}`;
  return name.length <= MAX_NAME ? name : `clearwell/${createHash("sha256").update(name).digest("hex").slice(0, 40)}`;
}
