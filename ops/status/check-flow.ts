import type { Environment } from "../../stacks/environment.ts";
import { rawBucketName, stackName } from "../../stacks/names.ts";
import type { StackProblem } from "./check.ts";
import type { CollectionStatus } from "./collection-status.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Whether what DMS read has come to RAW, and what came to RAW to CLEAN. */
export function checkFlow(status: CollectionStatus, environment: Environment, now: Date): StackProblem[] {
  return [...checkRaw(status, environment, now), ...checkClean(status, stackName(environment), now)];
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
