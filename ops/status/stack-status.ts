import type { StackProblem } from "./check.ts";
import type { CleanerStatus } from "./check-cleaner.ts";
import type { EngineStatus } from "./check-engine.ts";
import type { Presence } from "./check-notifications.ts";
import type { TaskStatus } from "./check-task.ts";
import type { CollectionStatus } from "./collection-status.ts";

/** Status of a stack. A part is null if it could not be checked; a problem says why. */
export interface StackStatus {
  readonly stack: string;
  readonly region: string;
  /** Of the first database. */
  readonly task: TaskStatus | null;
  /** Of all other databases, by name. */
  readonly otherTasks: readonly (TaskStatus | null)[];
  /** Also null if the operator may not see it, which is not a problem. */
  readonly engine: EngineStatus | null;
  readonly cleaner: CleanerStatus | null;
  /** RAW notifies the cleaner. */
  readonly rawNotification: Presence | null;
  /** CLEAN notifies Snowpipe. */
  readonly cleanNotification: Presence | null;
  /** Objects in the failure queue. */
  readonly failures: number | null;
  /** The collections of the allow-list, in its order. */
  readonly collections: readonly CollectionStatus[];
  readonly problems: readonly StackProblem[];
}
