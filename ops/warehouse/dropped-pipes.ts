import { SnowflakeError, type Warehouse } from "./connection.ts";
import type { ChangedPipe } from "./plan.ts";

/** Those of the pipes that no longer exist, because somebody followed the procedure. */
export async function droppedPipes(warehouse: Warehouse, pipes: readonly ChangedPipe[]): Promise<string[]> {
  const dropped: string[] = [];
  for (const { pipe } of pipes) if (!(await exists(warehouse, "PIPES", pipe))) dropped.push(pipe);
  return dropped;
}

/** @param name with its database and schema */
export async function exists(warehouse: Warehouse, kind: "PIPES" | "TABLES" | "VIEWS", name: string): Promise<boolean> {
  const [database, schema, own = ""] = name.split(".");
  try {
    // LIKE ignores case, and `_` is any character.
    const rows = await warehouse.query(`SHOW ${kind} LIKE '${own}' IN SCHEMA ${database}.${schema}`);
    return rows.some((row) => String(row.name).toUpperCase() === own.toUpperCase());
  } catch (error) {
    if (error instanceof SnowflakeError && error.isMissing) return false;
    throw error;
  }
}
