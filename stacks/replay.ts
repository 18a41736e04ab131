import type { Environment } from "./environment.ts";
import { resourceName } from "./names.ts";

/** What the state machine of a stack is told: which objects of RAW to clean again. Times are those of the objects in S3. */
export interface ReplayInput {
  /** Folder of one collection: `mongodb-data/legion/audit/`. */
  readonly prefix: string;
  /** First second, since 1970. */
  readonly since: number;
  /** The second after the last. */
  readonly until: number;
  /** So many objects may fail; one more stops the replay, for then the cause is not in the objects. */
  readonly tolerated: number;
}

/** Name of the state machine, and of its role. */
export function replayName(environment: Environment): string {
  return resourceName(environment, "replay");
}

/** ARN of the state machine, known before it exists: its role names it. */
export function replayArn(environment: Environment): string {
  return `arn:aws:states:${environment.region}:${environment.account}:stateMachine:${replayName(environment)}`;
}

/**
 * Objects that a replay cleans at once: half of what the function can, so that new objects never wait for old ones. At
 * least one, for Step Functions takes zero for "no limit".
 */
export function replayConcurrency({ cleaner }: Pick<Environment, "cleaner">): number {
  return Math.max(1, Math.floor(cleaner.reservedConcurrency / 2));
}
