import { expectedOf } from "../../stacks/mongodb-to-snowflake/expected.ts";
import { rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { StackProblem } from "./check.ts";
import type { CollectionStatus } from "./collection-status.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Whether RAW has what DMS read, CLEAN has what RAW has, and new objects come as expected. */
export function checkFlow(status: CollectionStatus, environment: MongodbToSnowflake, now: Date): StackProblem[] {
  return [
    ...checkRaw(status, environment, now),
    ...checkClean(status, stackName(environment), now),
    ...checkFreshness(status, environment, now),
  ];
}

/** Rows expire in RAW, so only a load that is more recent must be there. */
function checkRaw(
  { collection, table, raw }: CollectionStatus,
  environment: MongodbToSnowflake,
  now: Date,
): StackProblem[] {
  if (!table?.loadedAt || table.fullLoadRows === 0 || raw !== null) return [];
  if (now.getTime() - table.loadedAt.getTime() > environment.retention.rawDays * DAY_MS) return [];
  const problem = `DMS loaded ${table.fullLoadRows.toLocaleString("en")} rows, but RAW has none`;
  return [
    { where: collection, problem, remedy: `find out who deletes from ${rawBucketName(environment)}, then reload` },
  ];
}

/** After an hour: three attempts of the cleaner take less. */
function checkClean({ collection, raw, clean }: CollectionStatus, stack: string, now: Date): StackProblem[] {
  if (!raw || now.getTime() - raw.at.getTime() < HOUR_MS) return [];
  if (clean && clean.at >= raw.at) return [];
  const problem = `RAW has an object of ${raw.at.toISOString()}, but CLEAN has none since`;
  return [{ where: collection, problem, remedy: `npm run -s ops -- failures ${stack}, and the cleaner's log` }];
}

/** A collection that was loaded only recently is not late yet. */
function checkFreshness({ collection, table, clean }: CollectionStatus, environment: MongodbToSnowflake, now: Date) {
  const expected = expectedOf(environment, collection);
  const last = clean?.at ?? table?.loadedAt;
  if ("none" in expected || !last || now.getTime() - last.getTime() <= expected.hours * HOUR_MS) return [];
  return [
    {
      where: collection,
      problem: `no CLEAN object since ${last.toISOString()}: one is expected within ${expected.hours} h`,
      remedy: "check the task and RAW; if the collection changes rarely, set its freshness in environments/",
    },
  ];
}
