import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { age } from "./age.ts";
import { executionCell } from "./execution-cell.ts";
import { linesOf } from "./overview.ts";
import type { DocumentsStatus, RedshiftStatus } from "./redshift-status.ts";

/** Stacks of mongodb-to-redshift side by side, and their collections one below the other. */
export function showRedshift(stacks: readonly RedshiftStatus[], now: Date, out: Terminal): void {
  out.print(table(overview(stacks, now, out), stacks.length + 1));
  const rows = stacks.flatMap(({ stack, collections }) => collections.map((each) => rowOf(stack, each, now)));
  if (rows.length === 0) return;
  out.print(out.colors.bold("\nBy collection (newest batch, and when it was extracted)"));
  out.print(table([["collection", "stack", "batch", "extracted", "loading"], ...rows], 2));
}

function overview(stacks: readonly RedshiftStatus[], now: Date, out: Terminal): string[][] {
  const line = linesOf(stacks, out);
  return [
    ["", ...stacks.map(({ stack }) => out.colors.bold(stack))],
    // Somebody may have stopped it on purpose.
    line("schedule", ({ schedule }) => schedule && { text: schedule === "ENABLED" ? "on" : "off", good: true }),
    line("newest execution", ({ executions }) => executions && executionCell(executions, now)),
    line("images", ({ missingImages: missing }) =>
      missing === null ? null : { text: missing.length === 0 ? "there" : "IMAGE_MISSING", good: missing.length === 0 },
    ),
    line("collections stopped", ({ collections }) => {
      const stopped = collections.filter((each) => each.stopped !== null).length;
      return collections.length === 0 ? null : { text: String(stopped), good: stopped === 0 };
    }),
  ];
}

function rowOf(stack: string, { collection, newest, stopped }: DocumentsStatus, now: Date): string[] {
  return [
    collection,
    stack,
    newest?.batch ?? "-",
    newest === null ? "-" : `${age(newest.at, now)} ago`,
    stopped === null ? "yes" : "stopped",
  ];
}
