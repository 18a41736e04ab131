import { resourceName } from "../names.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/** Input of a stack's state machine: which RAW objects to clean again. Times are the objects' `LastModified`. */
export interface ReplayInput {
  /** Folder of one collection: `mongodb-data/legion/audit/`. */
  readonly prefix: string;
  /** The first second, counted from 1970. */
  readonly since: number;
  /** The second after the last. */
  readonly until: number;
  /** How many objects may fail. One more stops the replay: then the cause is probably not in the objects. */
  readonly tolerated: number;
}

/** Name of the state machine, and of its role. */
export function replayName(environment: MongodbToSnowflake): string {
  return resourceName(environment, "replay");
}

/** ARN of the state machine, known before it exists, because its role's policy names it. */
export function replayArn(environment: MongodbToSnowflake): string {
  return `arn:aws:states:${environment.region}:${environment.account}:stateMachine:${replayName(environment)}`;
}

/**
 * Objects that a replay cleans at the same time: half of the function's concurrency, so that the other half is left to new objects. At
 * least one, because Step Functions reads zero as "no limit".
 */
export function replayConcurrency({ cleaner }: Pick<MongodbToSnowflake, "cleaner">): number {
  return Math.max(1, Math.floor(cleaner.reservedConcurrency / 2));
}
