import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { age } from "./age.ts";
import { linesOf } from "./overview.ts";
import { ageOf } from "./show-collection.ts";
import type { StreamedTableStatus, StreamStatus } from "./stream-status.ts";

/** Stacks of mysql-to-snowflake side by side, and their tables one below the other. */
export function showStreams(stacks: readonly StreamStatus[], now: Date, out: Terminal): void {
  out.print(table(overview(stacks, out), stacks.length + 1));
  const rows = stacks.flatMap(({ stack, tables }) => tables.map((each) => rowOf(stack, each, now)));
  if (rows.length === 0) return;
  out.print(out.colors.bold("\nBy table (data: age of the newest object)"));
  out.print(table([["table", "stack", "schedule", "read up to", "data"], ...rows], 3));
}

function rowOf(stack: string, { table: name, schedule, watermark, newest }: StreamedTableStatus, now: Date): string[] {
  const state = schedule === null ? "?" : schedule === "ENABLED" ? "on" : "off";
  return [name, stack, state, watermark === null ? "-" : age(watermark, now), ageOf(newest, now)];
}

function overview(stacks: readonly StreamStatus[], out: Terminal): string[][] {
  const line = linesOf(stacks, out);
  return [
    ["", ...stacks.map(({ stack }) => out.colors.bold(stack))],
    line("schedules", ({ tables }) => ({ text: switchedOn(tables), good: true })),
    line("sources", ({ sources }) => {
      const reports = Object.values(sources);
      if (reports.includes(null)) return null;
      const findings = reports.flatMap((report) => report?.findings ?? []);
      return findings.length === 0
        ? { text: "as listed", good: true }
        : { text: count(findings.length, "problem"), good: false };
    }),
    line("objects under errors/", ({ errors }) =>
      errors === null ? null : { text: String(errors), good: errors === 0 },
    ),
    line(
      "bucket -> Snowpipe",
      ({ notification }) => notification && { text: notification, good: notification !== "missing" },
    ),
  ];
}

function switchedOn(tables: readonly StreamedTableStatus[]): string {
  const on = tables.filter(({ schedule }) => schedule === "ENABLED").length;
  return on === tables.length ? "on" : on === 0 ? "off" : `${on} of ${tables.length} on`;
}
