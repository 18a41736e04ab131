import type { Environment } from "../../stacks/environment.ts";
import { collectionPrefix } from "../../stacks/names.ts";
import { type ReplayInput, replayConcurrency } from "../../stacks/replay.ts";
import { expiry } from "../raw-retention.ts";
import { type Estimate, estimate } from "./estimate.ts";
import type { ListedObject } from "./raw-objects.ts";

/** A number of objects, and their bytes in RAW. */
export interface Amount {
  readonly objects: number;
  readonly bytes: number;
}

/** What a replay would do. */
export interface ReplayPlan {
  /** In RAW, within what the user asked for. */
  readonly found: Amount;
  /** Of these, what would give CLEAN something that it has not. */
  readonly changing: Amount;
  /** From the first to the last of them: what the replay goes through. The others there come out as they are. */
  readonly cleaned: Amount;
  /** Of these, what may expire before the replay comes to it. */
  readonly expiring: Amount;
  readonly estimate: Estimate;
  /** Undefined where nothing would change. */
  readonly input: ReplayInput | undefined;
}

/** A few broken objects should not stop the others; where one in twenty fails, the cause is elsewhere. */
const TOLERATED_AT_LEAST = 20;
const TOLERATED_SHARE = 0.05;

/**
 * @param all of the collection, for the replay lists them all
 * @param found of these, what the user asked for
 * @param changing of these, what would change
 */
export function makePlan(
  environment: Environment,
  collection: string,
  now: Date,
  { all, found, changing }: { readonly [part in "all" | "found" | "changing"]: readonly ListedObject[] },
): ReplayPlan {
  const seconds = changing.map(({ modified }) => Math.floor(modified.getTime() / 1000));
  const since = seconds.reduce((least, second) => Math.min(least, second), Number.POSITIVE_INFINITY);
  const until = seconds.reduce((most, second) => Math.max(most, second + 1), 0);
  const cleaned = all.filter(({ modified }) => modified.getTime() >= since * 1000 && modified.getTime() < until * 1000);
  const workers = { atOnce: replayConcurrency(environment), memoryMb: environment.cleaner.memoryMb };
  const took = estimate(
    cleaned.map(({ bytes }) => bytes),
    changing.length === 0 ? 0 : all.length - cleaned.length,
    workers,
  );
  const done = new Date(now.getTime() + took.seconds * 1000);
  const tolerated = Math.max(TOLERATED_AT_LEAST, Math.ceil(cleaned.length * TOLERATED_SHARE));
  return {
    found: amount(found),
    changing: amount(changing),
    cleaned: amount(cleaned),
    expiring: amount(cleaned.filter(({ modified }) => expiry(modified, environment.retention.rawDays) <= done)),
    estimate: took,
    input:
      changing.length === 0
        ? undefined
        : { prefix: collectionPrefix(environment, collection), since, until, tolerated },
  };
}

/** How many, and how much. */
export function amount(objects: readonly ListedObject[]): Amount {
  return { objects: objects.length, bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0) };
}
