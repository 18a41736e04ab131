import { UserError } from "../../command/user-error.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { collectionsOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task/find-task.ts";
import { mappingDifferences } from "../task/mapping-differences.ts";
import { describeTables } from "../task/tables.ts";
import { taskName } from "../task/task-name.ts";

/** A task that does not replicate exactly the listed collections was deployed from another state of the repository. */
export function checkMappings(
  task: Task,
  environment: MongodbToSnowflake,
  allowList: AllowList,
  database: string,
): void {
  const { notDeployed, notListed } = mappingDifferences(task.TableMappings, allowList, database);
  if (notDeployed.length === 0 && notListed.length === 0) return;
  throw new UserError(
    [
      `${taskName(environment, database)} is deployed with other collections than your working tree lists: nothing was started.`,
      ...notDeployed.map((name) => `  listed here, not replicated: ${name}`),
      ...notListed.map((name) => `  replicated, not listed here: ${name}`),
      "Deploy the working tree first, or check out what is deployed.",
    ].join("\n"),
    1,
  );
}

/** A reload in the task of one database. */
export interface Reload {
  readonly database: string;
  readonly task: Task;
  /** Names of collections. Absent: all of the database. */
  readonly only?: readonly string[];
}

/**
 * A reload is expensive and can't be undone, so it says what it does, in all databases together, and needs `--yes`.
 * @throws UserError without `--yes`
 */
export async function checkReload(
  session: Session,
  environment: MongodbToSnowflake,
  reloads: readonly Reload[],
  { yes }: { readonly yes?: boolean },
): Promise<void> {
  if (reloads.length === 0) return;
  checkNames(session, environment);
  if (yes) return;
  const found = await Promise.all(reloads.map((reload) => lastLoaded(session, environment, reload)));
  const rows = found.reduce((sum, each) => sum + each.rows, 0);
  throw new UserError(
    [
      `A reload reads every document of ${found.flatMap(({ collections }) => collections).join(", ")} in MongoDB again (${rows.toLocaleString("en")} when last loaded),`,
      "writes it to RAW and CLEAN, and Snowflake loads it once more. It writes no deletes: a document whose deletion was missed stays",
      environment.snowflake?.account === undefined || reloads.some(({ only }) => only !== undefined)
        ? "in Snowflake."
        : "in Snowflake, until `warehouse check` has found that the reload is complete.",
      ...(reloads.some(({ only }) => only !== undefined)
        ? []
        : ["If MongoDB's oplog reaches back to when the task stopped, --resume misses nothing and costs less."]),
      "To do it, add --yes.",
    ].join("\n"),
  );
}

/** The collections of a reload, and the rows that they had when they were last loaded. */
async function lastLoaded(session: Session, environment: MongodbToSnowflake, { database, task, only }: Reload) {
  const all = collectionsOf(environment, session.sources).filter((each) => each.database === database);
  const collections = only ?? all.map(({ name }) => name);
  const tables = await describeTables(session, environment, database, task);
  return { collections, rows: collections.reduce((sum, name) => sum + (tables.get(name)?.FullLoadRows ?? 0), 0) };
}

/** Snowpipe never loads the same name twice: without the version in the names, it would silently skip what is reloaded. */
function checkNames({ environments }: Session, environment: MongodbToSnowflake): void {
  const feedsSnowpipe = mongodbToSnowflakeIn(environments).some(
    (each) => isPrimary(each) && each.snowpipeSqsArn !== undefined,
  );
  if (environment.cleaner.cleanNames === "versioned" || !feedsSnowpipe) return;
  throw new UserError(
    `${stackName(environment)} has cleanNames "same-name": Snowpipe would skip every reloaded object, because it has loaded that name before. ` +
      'Set cleanNames to "versioned" and deploy first.',
    1,
  );
}
