import { age } from "./age.ts";
import type { Execution } from "./executions.ts";
import type { Cell } from "./overview.ts";

/** The newest execution. */
export function executionCell([newest]: readonly Execution[], now: Date): Cell {
  if (newest === undefined) return { text: "none", good: true };
  const { status, started } = newest;
  return { text: `${status}, ${age(started, now)} ago`, good: ["SUCCEEDED", "RUNNING"].includes(status) };
}
