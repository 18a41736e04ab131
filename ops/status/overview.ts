import type { Terminal } from "../../command/terminal.ts";
import type { StackProblem } from "./check.ts";
import { type EngineStatus, isoDay } from "./check-engine.ts";
import type { TaskStatus } from "./check-task.ts";

/** What a line shows of a stack; null where it could not be looked at. */
export type Cell = { readonly text: string; readonly good: boolean } | null;

/** A line of the table that has a column for each stack. */
export type Line<Status> = (name: string, cell: (stack: Status) => Cell) => string[];

export function linesOf<Status>(stacks: readonly Status[], { colors }: Pick<Terminal, "colors">): Line<Status> {
  return (name, cell) => [
    name,
    ...stacks.map((stack) => {
      const shown = cell(stack);
      if (!shown) return colors.yellow("?");
      return shown.good ? shown.text : colors.red(shown.text);
    }),
  ];
}

interface WithEngine {
  readonly engine: EngineStatus | null;
  readonly problems: readonly StackProblem[];
}

export function engineLines<Status extends WithEngine>(line: Line<Status>): string[][] {
  return [
    line("engine", ({ engine, problems }) => engine && { text: engine.version, good: !has(problems, "engine") }),
    line("no new instances from", ({ engine }) => engine && { text: day(engine.deprecatedAt), good: true }),
    line("forced upgrade", ({ engine }) => engine && { text: day(engine.forcedUpgradeAt), good: true }),
  ];
}

export function taskCell(task: TaskStatus | null): Cell {
  return task && { text: task.status, good: task.status === "running" };
}

export function loadCell(task: TaskStatus | null): Cell {
  return task && { text: `${task.fullLoadPercent} %`, good: true };
}

/** Whether all tasks replicate what is listed. */
export function asListed(others: readonly string[]) {
  return { text: others.length === 0 ? "as listed" : `${others.length} differ`, good: others.length === 0 };
}

export function differing(task: TaskStatus | null): readonly string[] {
  return task === null ? [] : [...task.notDeployed, ...task.notListed];
}

export function has(problems: readonly StackProblem[], where: string): boolean {
  return problems.some((problem) => problem.where === where);
}

function day(date: Date | null): string {
  return date === null ? "-" : isoDay(date);
}
