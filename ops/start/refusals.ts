import { UserError } from "../../command/user-error.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import { isPrimary } from "../../stacks/primary.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task/find-task.ts";
import { mappingDifferences } from "../task/mapping-differences.ts";
import { describeTables } from "../task/tables.ts";

/** A task that replicates something else than what is listed here was deployed from another state of the repository. */
export function checkMappings(task: Task, environment: Environment, allowList: AllowList): void {
  const { notDeployed, notListed } = mappingDifferences(task.TableMappings, allowList, environment.mongodb.database);
  if (notDeployed.length === 0 && notListed.length === 0) return;
  throw new UserError(
    [
      `What is deployed as ${stackName(environment)} is not what your working tree lists: nothing was started.`,
      ...notDeployed.map((name) => `  listed here, not replicated: ${name}`),
      ...notListed.map((name) => `  replicated, not listed here: ${name}`),
      "Deploy the working tree first, or check out what is deployed.",
    ].join("\n"),
    1,
  );
}

/**
 * A reload is dear, and nothing undoes it: what it does is told, and is to be agreed to.
 * @param only absent, all collections
 */
export async function checkReload(
  session: Session,
  environment: Environment,
  task: Task,
  { yes }: { readonly yes?: boolean },
  only?: readonly string[],
): Promise<void> {
  checkNames(session, environment);
  if (yes) return;
  const collections = only ?? Object.keys(session.allowList);
  const tables = await describeTables(session, environment, task);
  const rows = collections.reduce((sum, name) => sum + (tables.get(name)?.FullLoadRows ?? 0), 0);
  throw new UserError(
    [
      `A reload reads every document of ${collections.join(", ")} in MongoDB again (${rows.toLocaleString("en")} when last loaded),`,
      "writes it to RAW and CLEAN, and Snowflake loads it once more. It does not tell of documents that are gone by now: those",
      "whose deletion was missed stay in Snowflake.",
      ...(only
        ? []
        : ["While MongoDB's oplog reaches back to when the task stopped, --resume misses nothing and costs less."]),
      "To go on, add --yes.",
    ].join("\n"),
  );
}

/** Snowpipe never loads a name twice: without the version in it, what is loaded anew would be skipped in silence. */
function checkNames({ environments }: Session, environment: Environment): void {
  const feedsSnowpipe = environments.some((each) => isPrimary(each) && each.snowpipeSqsArn !== undefined);
  if (environment.cleaner.cleanNames === "versioned" || !feedsSnowpipe) return;
  throw new UserError(
    `${stackName(environment)} has cleanNames "same-name": Snowpipe would skip every reloaded object, for it knows its name. ` +
      'Set cleanNames to "versioned" and deploy first.',
    1,
  );
}
