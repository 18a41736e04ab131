import type { DatabaseTask } from "../task/database-task.ts";
import { describeTask } from "../task/describe-task.ts";
import { isLoaded, type Task } from "../task/find-task.ts";
import { type MappingDifferences, mappingDifferences } from "../task/mapping-differences.ts";
import type { Checked, StackProblem } from "./check.ts";

export interface TaskStatus extends MappingDifferences {
  readonly database: string;
  readonly status: string;
  /** Since when and why the task is stopped; absent if it is not. */
  readonly standing?: string;
  /** Progress of the last full load. */
  readonly fullLoadPercent: number;
}

/** The task's status, and whether it replicates what the working tree lists. */
export function checkTask(task: DatabaseTask, found: Task): Checked<TaskStatus> {
  const isStopped = ["stopped", "failed", "failed-move"].includes(found.Status);
  const differences = mappingDifferences(found.TableMappings, task.rules);
  return {
    found: {
      database: task.database,
      status: found.Status,
      ...(isStopped ? { standing: describeTask(found) } : {}),
      fullLoadPercent: found.ReplicationTaskStats?.FullLoadProgressPercent ?? 0,
      ...differences,
    },
    problems: [...checkStatus(task, found, isStopped), ...checkMappings(differences)].map((problem) =>
      task.name === task.stack ? problem : { ...problem, where: `${problem.where} of ${task.database}` },
    ),
  };
}

function checkStatus(
  { stack, migration, stopsOnErrors }: DatabaseTask,
  found: Task,
  isStopped: boolean,
): StackProblem[] {
  const start = `npm run -s ops -- start ${stack}`;
  if (found.Status === "ready") return [{ where: "task", problem: "never started", remedy: start }];
  if (!isStopped || (migration === "full-load" && isLoaded(found))) return [];
  const remedy = `${start}, which says how it can continue`;
  return [
    {
      where: "task",
      problem: describeTask(found),
      remedy: stopsOnErrors ? `${remedy}; if a record stopped it: docs/runbook.md#task-stopped` : remedy,
    },
  ];
}

function checkMappings({ notDeployed, notListed }: MappingDifferences): StackProblem[] {
  const remedy = "stop the task, deploy and start it, or check out what is deployed";
  return [
    ...notDeployed.map((name) => ({ where: "task", problem: `listed here, not replicated: ${name}`, remedy })),
    ...notListed.map((name) => ({ where: "task", problem: `replicated, not listed here: ${name}`, remedy })),
  ];
}
