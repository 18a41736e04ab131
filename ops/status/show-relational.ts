import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { SourceReport } from "../../functions/source-columns/report.ts";
import { asListed, type Cell, differing, engineLines, has, linesOf, loadCell, taskCell } from "./overview.ts";
import type { LakeTable, RelationalStatus } from "./relational-status.ts";
import { ageOf, countsOf } from "./show-collection.ts";

/** Stacks of relational-to-snowflake side by side, and their tables one below the other. */
export function showRelational(stacks: readonly RelationalStatus[], now: Date, out: Terminal): void {
  out.print(table(overview(stacks, out), stacks.length + 1));
  const names = [...new Set(stacks.flatMap(({ tables }) => tables.map((each) => each.table)))];
  if (names.length === 0) return;
  out.print(out.colors.bold("\nBy table (lake: age of the newest object; changes since the last start)"));
  const rows = names.flatMap((name) =>
    stacks.flatMap(({ stack, tables }) =>
      tables.filter((each) => each.table === name).map((each) => rowOf(stack, each, now)),
    ),
  );
  out.print(table([HEAD, ...rows], 3));
}

const HEAD = ["table", "stack", "in DMS", "loaded", "inserts", "updates", "deletes", "lake"];

function rowOf(stack: string, { table: name, dms, lake }: LakeTable, now: Date): string[] {
  return [name, stack, dms?.state ?? "-", ...countsOf(dms), ageOf(lake, now)];
}

function overview(stacks: readonly RelationalStatus[], out: Terminal): string[][] {
  const line = linesOf(stacks, out);
  const databases = [...new Set(stacks.flatMap(({ tasks }) => Object.keys(tasks)))];
  return [
    ["", ...stacks.map(({ stack }) => out.colors.bold(stack))],
    ...databases.flatMap((database) => [
      line(`task of ${database}`, (stack) => inDatabase(stack, database, taskCell)),
      line(`full load of ${database}`, (stack) => inDatabase(stack, database, loadCell)),
    ]),
    ...engineLines(line),
    line("tables", ({ tasks }) => listedOf(Object.values(tasks))),
    line("sources", ({ sources }) => sources && sourcesCell(sources)),
    line("columns not listed", ({ sources }) => sources && unlistedCell(sources)),
    line("columns in the lake", ({ lakeColumns }) => lakeColumns && columnsCell(lakeColumns)),
    line(
      "lake -> Snowflake",
      ({ notification }) => notification && { text: notification, good: notification !== "missing" },
    ),
  ];
}

function sourcesCell({ databases }: SourceReport): Cell {
  const findings = Object.values(databases).flatMap((each) => each.findings);
  if (findings.length > 0) return { text: count(findings.length, "problem"), good: false };
  return { text: "as listed", good: true };
}

/** Contracts leave columns out on purpose. */
function unlistedCell({ databases }: SourceReport): Cell {
  const unlisted = Object.values(databases).map((each) => each.unlisted);
  if (unlisted.includes(null)) return null;
  return { text: String(unlisted.flat().length), good: true };
}

function columnsCell({ findings, files }: NonNullable<RelationalStatus["lakeColumns"]>): Cell {
  if (findings.length > 0) return { text: count(findings.length, "problem"), good: false };
  return { text: files === 0 ? "no files" : "as listed", good: true };
}

/** A stack may lack the database of another. A task that only loads is stopped, and nothing is wrong with it. */
function inDatabase({ tasks, problems }: RelationalStatus, database: string, cellOf: typeof taskCell): Cell {
  const task = tasks[database];
  if (task === undefined) return { text: "-", good: true };
  const cell = cellOf(task);
  const isLoaded = task?.status === "stopped" && !has(problems, `task of ${database}`);
  return cell && { ...cell, good: cell.good || isLoaded };
}

function listedOf(tasks: readonly RelationalStatus["tasks"][string][]): Cell {
  return tasks.length === 0 || tasks.includes(null) ? null : asListed(tasks.flatMap(differing));
}
