import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { StackProblem } from "./check.ts";
import { isoDay } from "./check-engine.ts";
import type { SnowflakeStatus } from "./check-snowflake.ts";
import { HEAD, rowOf } from "./show-collection.ts";
import { showNotes } from "./show-notes.ts";
import type { StackStatus } from "./stack-status.ts";

/** Stacks side by side, their collections one below the other, then what is wrong and what to do about it. */
export function showStatus({ stacks, snowflake }: Seen, now: Date, out: Terminal): void {
  const { bold, green } = out.colors;
  out.print(table(overview({ stacks, snowflake }, out), stacks.length + 1));
  const collections = [...new Set(stacks.flatMap((stack) => stack.collections.map(({ collection }) => collection)))];
  if (collections.length > 0) {
    out.print(bold("\nBy collection (RAW, CLEAN: age of the newest object; changes since the last start)"));
    const rows = collections.flatMap((name) => stacks.map((stack) => rowOf(stack, name, now, out)));
    out.print(table([HEAD, ...rows.filter((row) => row !== undefined)], 4));
  }
  showNotes(stacks, out);
  for (const { stack, problems } of stacks) showProblems(stack, problems, out);
  for (const { environment, problems } of snowflake) showProblems(`Snowflake, ${environment}`, problems, out);
  if ([...stacks, ...snowflake].every(({ problems }) => problems.length === 0)) out.print(green("\nAll well."));
}

interface Seen {
  readonly stacks: readonly StackStatus[];
  /** Of the environments that have it. */
  readonly snowflake: readonly SnowflakeStatus[];
}

function overview({ stacks, snowflake }: Seen, { colors }: Terminal): string[][] {
  /** @param cell null where it could not be looked at */
  const line = (name: string, cell: (stack: StackStatus) => Cell) => [
    name,
    ...stacks.map((stack) => {
      const shown = cell(stack);
      if (!shown) return colors.yellow("?");
      return shown.good ? shown.text : colors.red(shown.text);
    }),
  ];
  return [
    ["", ...stacks.map(({ stack }) => colors.bold(stack))],
    line("task", ({ task }) => task && { text: task.status, good: task.status === "running" }),
    ...otherTasks(stacks, line),
    line("full load", ({ task }) => task && { text: `${task.fullLoadPercent} %`, good: true }),
    line("engine", ({ engine, problems }) => engine && { text: engine.version, good: !has(problems, "engine") }),
    line("no new instances from", ({ engine }) => engine && { text: day(engine.deprecatedAt), good: true }),
    line("forced upgrade", ({ engine }) => engine && { text: day(engine.forcedUpgradeAt), good: true }),
    line("collections", ({ task, otherTasks: others }) => task && asListed([task, ...others].flatMap(differing))),
    line("masks", ({ cleaner }) => cleaner && asListed(cleaner.otherMasks)),
    line("RAW headers", (stack) => (stack.cleaner?.checksHeaders ? headers(stack) : null)),
    line("RAW -> cleaner", ({ rawNotification }) => rawNotification && notification(rawNotification)),
    line("CLEAN -> Snowpipe", ({ cleanNotification }) => cleanNotification && notification(cleanNotification)),
    line("objects failed", ({ failures }) =>
      failures === null ? null : { text: String(failures), good: failures === 0 },
    ),
    ...(snowflake.length === 0 ? [] : [line("Snowflake", ({ stack }) => inSnowflake(stack, snowflake))]),
  ];
}

function inSnowflake(stack: string, snowflake: readonly SnowflakeStatus[]): Cell {
  const own = snowflake.find(({ stacks }) => stacks.includes(stack));
  if (own === undefined) return { text: "-", good: true };
  if (own.status === null) return null;
  const { length } = own.problems;
  return { text: length === 0 ? "as declared" : count(length, "problem"), good: length === 0 };
}

function differing(task: StackStatus["task"]): readonly string[] {
  return task === null ? [] : [...task.notDeployed, ...task.notListed];
}

type Cell = { readonly text: string; readonly good: boolean } | null;

/** Two lines for each further database. */
function otherTasks(
  stacks: readonly StackStatus[],
  line: (name: string, cell: (stack: StackStatus) => Cell) => string[],
): string[][] {
  const databases = [...new Set(stacks.flatMap((stack) => stack.otherTasks.flatMap((task) => task?.database ?? [])))];
  const taskOf = (stack: StackStatus, database: string) =>
    stack.otherTasks.find((each) => each?.database === database) ?? null;
  return databases.flatMap((database) => [
    line(`task of ${database}`, (stack) => {
      const task = taskOf(stack, database);
      return task && { text: task.status, good: task.status === "running" };
    }),
    line(`full load of ${database}`, (stack) => {
      const task = taskOf(stack, database);
      return task && { text: `${task.fullLoadPercent} %`, good: true };
    }),
  ]);
}

function has(problems: readonly StackProblem[], where: string): boolean {
  return problems.some((problem) => problem.where === where);
}

function day(date: Date | null): string {
  return date === null ? "-" : isoDay(date);
}

function asListed(others: readonly string[]) {
  return { text: others.length === 0 ? "as listed" : `${others.length} differ`, good: others.length === 0 };
}

function headers({ collections }: StackStatus) {
  const refused = collections.filter(({ header }) => header?.refusal).length;
  return { text: refused === 0 ? "pass" : `${refused} refused`, good: refused === 0 };
}

function notification(presence: "present" | "missing" | "off") {
  return { text: presence, good: presence !== "missing" };
}

function showProblems(stack: string, problems: readonly StackProblem[], out: Terminal): void {
  if (problems.length === 0) return;
  out.print(out.colors.bold(out.colors.red(`\n${stack}`)));
  for (const { where, problem, remedy } of problems) {
    out.print(`  ${where}: ${problem}`);
    if (remedy !== undefined) out.print(out.colors.dim(`    ${remedy}`));
  }
}
