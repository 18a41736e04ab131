import type { AllowList } from "../../contracts/mask.ts";
import { firstDatabase } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { describeTask } from "../task/describe-task.ts";
import type { Task } from "../task/find-task.ts";
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
export function checkTask(
  task: Task,
  environment: MongodbToSnowflake,
  allowList: AllowList,
  database: string,
): Checked<TaskStatus> {
  const isStopped = ["stopped", "failed", "failed-move"].includes(task.Status);
  const differences = mappingDifferences(task.TableMappings, allowList, database);
  return {
    found: {
      database,
      status: task.Status,
      ...(isStopped ? { standing: describeTask(task) } : {}),
      fullLoadPercent: task.ReplicationTaskStats?.FullLoadProgressPercent ?? 0,
      ...differences,
    },
    problems: [...checkStatus(task, stackName(environment), isStopped), ...checkMappings(differences)].map((found) =>
      database === firstDatabase(environment) ? found : { ...found, where: `${found.where} of ${database}` },
    ),
  };
}

function checkStatus(task: Task, stack: string, isStopped: boolean): StackProblem[] {
  const start = `npm run -s ops -- start ${stack}`;
  if (task.Status === "ready") return [{ where: "task", problem: "never started", remedy: start }];
  if (!isStopped) return [];
  return [{ where: "task", problem: describeTask(task), remedy: `${start}, which says how it can continue` }];
}

function checkMappings({ notDeployed, notListed }: MappingDifferences): StackProblem[] {
  const remedy = "stop the task, deploy and start it, or check out what is deployed";
  return [
    ...notDeployed.map((name) => ({ where: "task", problem: `listed here, not replicated: ${name}`, remedy })),
    ...notListed.map((name) => ({ where: "task", problem: `replicated, not listed here: ${name}`, remedy })),
  ];
}
