import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { age } from "./age.ts";
import { executionCell } from "./execution-cell.ts";
import { linesOf } from "./overview.ts";
import type { PostgresStatus } from "./postgres-status.ts";

/** Places of snowflake-to-postgres side by side, and their tables one below the other. */
export function showPostgres(stacks: readonly PostgresStatus[], now: Date, out: Terminal): void {
  out.print(table(overview(stacks, now, out), stacks.length + 1));
  const rows = stacks.flatMap(({ stack, tables }) =>
    tables.map((each) => [
      each.table,
      stack,
      each.newest?.batch ?? "-",
      each.newest === null ? "never" : `${age(each.newest.at, now)} ago`,
    ]),
  );
  if (rows.length === 0) return;
  out.print(out.colors.bold("\nBy table (newest batch, and when it was exported)"));
  out.print(table([["table", "stack", "batch", "exported"], ...rows], 2));
}

function overview(stacks: readonly PostgresStatus[], now: Date, out: Terminal): string[][] {
  const line = linesOf(stacks, out);
  return [
    ["", ...stacks.map(({ stack }) => out.colors.bold(stack))],
    // Somebody may have stopped it on purpose.
    line("schedule", ({ schedule }) => schedule && { text: schedule === "ENABLED" ? "on" : "off", good: true }),
    line("newest run", ({ executions }) => executions && executionCell(executions, now)),
  ];
}
