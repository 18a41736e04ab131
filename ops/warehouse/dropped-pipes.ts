import type { Warehouse } from "./connection.ts";
import { exists } from "./exists.ts";
import type { ChangedPipe } from "./plan.ts";

/** Those of the pipes that no longer exist, because somebody followed the procedure. */
export async function droppedPipes(warehouse: Warehouse, pipes: readonly ChangedPipe[]): Promise<string[]> {
  const dropped: string[] = [];
  for (const { pipe } of pipes) if (!(await exists(warehouse, "PIPES", pipe))) dropped.push(pipe);
  return dropped;
}
