import { collectionPrefix } from "../../stacks/mongodb-to-snowflake/names.ts";
import { type ReplayInput, replayConcurrency } from "../../stacks/mongodb-to-snowflake/replay.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { expiry } from "../raw-retention.ts";
import { type Estimate, estimate } from "./estimate.ts";
import type { ListedObject } from "./raw-objects.ts";

/** A number of objects, and their size in RAW. */
export interface Amount {
  readonly objects: number;
  readonly bytes: number;
}

/** What a replay would do. */
export interface ReplayPlan {
  /** In RAW, within the time that the user gave. */
  readonly found: Amount;
  /** Of these, those that would change CLEAN. */
  readonly changing: Amount;
  /** All from the first to the last of them, which the replay cleans. The others among them give the same CLEAN object again. */
  readonly cleaned: Amount;
  /** Of these, those that may expire before the replay reaches them. */
  readonly expiring: Amount;
  readonly estimate: Estimate;
  /** Undefined if nothing would change. */
  readonly input: ReplayInput | undefined;
}

/** A few broken objects should not stop the others; if one in twenty fails, the cause is probably not in the objects. */
const TOLERATED_AT_LEAST = 20;
const TOLERATED_SHARE = 0.05;

/**
 * @param all objects of the collection, since the replay lists them all
 * @param found of these, those within the time that the user gave
 * @param changing of these, those that would change CLEAN
 */
export function makePlan(
  environment: MongodbToSnowflake,
  collection: string,
  now: Date,
  { all, found, changing }: { readonly [part in "all" | "found" | "changing"]: readonly ListedObject[] },
): ReplayPlan {
  const seconds = changing.map(({ modified }) => Math.floor(modified.getTime() / 1000));
  const since = seconds.reduce((least, second) => Math.min(least, second), Number.POSITIVE_INFINITY);
  const until = seconds.reduce((most, second) => Math.max(most, second + 1), 0);
  const cleaned = all.filter(({ modified }) => modified.getTime() >= since * 1000 && modified.getTime() < until * 1000);
  const workers = { atOnce: replayConcurrency(environment), memoryMb: environment.cleaner.memoryMb };
  const estimated = estimate(
    cleaned.map(({ bytes }) => bytes),
    changing.length === 0 ? 0 : all.length - cleaned.length,
    workers,
  );
  const done = new Date(now.getTime() + estimated.seconds * 1000);
  const tolerated = Math.max(TOLERATED_AT_LEAST, Math.ceil(cleaned.length * TOLERATED_SHARE));
  return {
    found: amount(found),
    changing: amount(changing),
    cleaned: amount(cleaned),
    expiring: amount(cleaned.filter(({ modified }) => expiry(modified, environment.retention.rawDays) <= done)),
    estimate: estimated,
    input:
      changing.length === 0
        ? undefined
        : { prefix: collectionPrefix(environment, collection), since, until, tolerated },
  };
}

/** The number and total size of objects. */
export function amount(objects: readonly ListedObject[]): Amount {
  return { objects: objects.length, bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0) };
}
