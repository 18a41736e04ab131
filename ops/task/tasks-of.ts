import type { Session } from "../session.ts";
import type { Stack } from "../stacks.ts";
import type { DatabaseTask } from "./database-task.ts";
import { mongodbTasks } from "./mongodb-task.ts";
import { relationalTasks } from "./relational-task.ts";

/** A task for each database of a stack. */
export function tasksOf(session: Pick<Session, "sources">, stack: Stack): readonly DatabaseTask[] {
  return stack.pipeline === "mongodb-to-snowflake"
    ? mongodbTasks(session, stack.environment)
    : relationalTasks(session, stack.environment);
}
