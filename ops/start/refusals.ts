import { UserError } from "../../command/user-error.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";
import type { Stack } from "../stacks.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import type { Task } from "../task/find-task.ts";
import { mappingDifferences } from "../task/mapping-differences.ts";
import { describeTables } from "../task/tables.ts";
import { type Reload, reloadEffect } from "./reload-effect.ts";

/** A task that does not replicate exactly what is listed was deployed from another state of the repository. */
export function checkMappings({ name, rules, tables }: DatabaseTask, { TableMappings }: Task): void {
  const { notDeployed, notListed } = mappingDifferences(TableMappings, rules);
  if (notDeployed.length === 0 && notListed.length === 0) return;
  const others = tables === "collections" ? "collections" : "tables or columns";
  throw new UserError(
    [
      `${name} is deployed with other ${others} than your working tree lists: nothing was started.`,
      ...notDeployed.map((each) => `  listed here, not replicated: ${each}`),
      ...notListed.map((each) => `  replicated, not listed here: ${each}`),
      "Deploy the working tree first, or check out what is deployed.",
    ].join("\n"),
    1,
  );
}

/**
 * A reload is expensive and can't be undone, so it says what it does, in all databases together, and needs `--yes`.
 * @throws UserError without `--yes`
 */
export async function checkReload(
  session: Session,
  stack: Stack,
  reloads: readonly Reload[],
  { yes }: { readonly yes?: boolean },
): Promise<void> {
  if (reloads.length === 0) return;
  if (stack.pipeline === "mongodb-to-snowflake") checkNames(session, stack.environment);
  if (yes) return;
  const found = await Promise.all(reloads.map((reload) => lastLoaded(session, reload)));
  throw new UserError(
    [
      ...reloadEffect(stack, reloads, {
        names: found.flatMap(({ names }) => names),
        rows: found.reduce((sum, each) => sum + each.rows, 0),
      }),
      "To do it, add --yes.",
    ].join("\n"),
  );
}

/** The collections or tables of a reload, and the rows that they had when they were last loaded. */
async function lastLoaded(session: Session, { task, found, only }: Reload) {
  const names = only ?? task.listed.map(({ name }) => name);
  const tables = await describeTables(session, task, found);
  return { names, rows: names.reduce((sum, name) => sum + (tables.get(name)?.FullLoadRows ?? 0), 0) };
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
