import type { Environment } from "../../stacks/environment.ts";
import { freshnessOf } from "../../stacks/freshness.ts";
import { rawBucketName, stackName } from "../../stacks/names.ts";
import type { StackProblem } from "./check.ts";
import type { CollectionStatus } from "./collection-status.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Whether what DMS read has come to RAW, what came to RAW to CLEAN, and whether anything has come lately. */
export function checkFlow(status: CollectionStatus, environment: Environment, now: Date): StackProblem[] {
  return [
    ...checkRaw(status, environment, now),
    ...checkClean(status, stackName(environment), now),
    ...checkFreshness(status, environment, now),
  ];
}

/** Rows expire in RAW: only a load that is younger must be there. */
function checkRaw({ collection, table, raw }: CollectionStatus, environment: Environment, now: Date): StackProblem[] {
  if (!table?.loadedAt || table.fullLoadRows === 0 || raw !== null) return [];
  if (now.getTime() - table.loadedAt.getTime() > environment.retention.rawDays * DAY_MS) return [];
  const problem = `DMS loaded ${table.fullLoadRows.toLocaleString("en")} rows, and RAW has none`;
  return [
    { where: collection, problem, remedy: `look for who deletes from ${rawBucketName(environment)}, then reload` },
  ];
}

/** An hour is longer than three attempts of the cleaner take. */
function checkClean({ collection, raw, clean }: CollectionStatus, stack: string, now: Date): StackProblem[] {
  if (!raw || now.getTime() - raw.at.getTime() < HOUR_MS) return [];
  if (clean && clean.at >= raw.at) return [];
  const problem = `RAW has an object of ${raw.at.toISOString()}, and CLEAN has none since`;
  return [{ where: collection, problem, remedy: `npm run -s ops -- failures ${stack}, and the cleaner's log` }];
}

/** What has not yet had the time to come is not late. */
function checkFreshness({ collection, table, clean }: CollectionStatus, environment: Environment, now: Date) {
  const expected = freshnessOf(environment.freshness, collection);
  const last = clean?.at ?? table?.loadedAt;
  if ("none" in expected || !last || now.getTime() - last.getTime() <= expected.hours * HOUR_MS) return [];
  return [
    {
      where: collection,
      problem: `no CLEAN object since ${last.toISOString()}: one is expected within ${expected.hours} h`,
      remedy:
        "look at the task and at RAW; where it is that quiet by nature, say so: freshness in stacks/environments.ts",
    },
  ];
}
