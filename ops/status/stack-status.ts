import type { StackProblem } from "./check.ts";
import type { CleanerStatus } from "./check-cleaner.ts";
import type { EngineStatus } from "./check-engine.ts";
import type { Presence } from "./check-notifications.ts";
import type { TaskStatus } from "./check-task.ts";
import type { CollectionStatus } from "./collection-status.ts";

/** All that there is to know of a stack at a glance. Null is what could not be looked at; a problem says why. */
export interface StackStatus {
  readonly stack: string;
  readonly region: string;
  readonly task: TaskStatus | null;
  /** Null also if the operator may not look at it, which is not a problem. */
  readonly engine: EngineStatus | null;
  readonly cleaner: CleanerStatus | null;
  /** RAW tells the cleaner. */
  readonly rawNotification: Presence | null;
  /** CLEAN tells Snowpipe. */
  readonly cleanNotification: Presence | null;
  /** Objects in the failure queue. */
  readonly failures: number | null;
  /** Those of the allow-list, in its order. */
  readonly collections: readonly CollectionStatus[];
  readonly problems: readonly StackProblem[];
}
