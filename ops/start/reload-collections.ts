import { DatabaseMigrationServiceClient, ReloadTablesCommand } from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import { allowListOf, collectionsOf, matching, namespaceOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { findCollection, namesOf } from "../collections.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findTask } from "../task/find-task.ts";
import { forEachDatabase } from "../task/for-each-database.ts";
import { mappingDifferences } from "../task/mapping-differences.ts";
import { taskName } from "../task/task-name.ts";
import { unlisted } from "../unlisted.ts";
import { checkReload, type Reload } from "./refusals.ts";

/** The most collections that DMS reloads in one request. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html */
const MOST = 10;

/** Reloads single collections, whose names are already checked, while the tasks continue with the changes of all. */
export async function reloadCollections(
  session: Session,
  environment: MongodbToSnowflake,
  collections: readonly string[],
  options: { readonly yes?: boolean },
): Promise<Result> {
  const reloads: ChosenReload[] = [];
  for (const database of new Set(collections.map((name) => namespaceOf(environment, name).database))) {
    const only = collections.filter((name) => namespaceOf(environment, name).database === database);
    reloads.push(await prepare(session, environment, { database, only }));
  }
  await checkReload(session, environment, reloads, options);
  return forEachDatabase(environment, reloads, (reload) => reloadInDatabase(session, environment, reload));
}

/** A reload of some collections. */
type ChosenReload = Required<Reload>;

async function prepare(
  session: Session,
  environment: MongodbToSnowflake,
  { database, only }: Omit<ChosenReload, "task">,
): Promise<ChosenReload> {
  const task = await findTask(session, environment, database);
  if (task.Status !== "running") {
    throw new UserError(
      `${taskName(environment, database)} is ${task.Status}: DMS reloads single collections only while the task runs. Start it first.`,
      1,
    );
  }
  checkReplicated(session, environment, { database, task, only });
  return { database, task, only };
}

async function reloadInDatabase(
  session: Session,
  environment: MongodbToSnowflake,
  { database, task, only }: ChosenReload,
): Promise<Result> {
  const [stack, name] = [stackName(environment), taskName(environment, database)];
  await session.aws(DatabaseMigrationServiceClient, environment.region).send(
    new ReloadTablesCommand({
      ReplicationTaskArn: task.ReplicationTaskArn,
      TablesToReload: only.map((each) => {
        return { SchemaName: database, TableName: namespaceOf(environment, each).collection };
      }),
      ReloadOption: "data-reload",
    }),
  );
  return {
    json: { stack, database, status: task.Status, reloading: only },
    ok: true,
    show: (out) => {
      out.print(`${name} reloads ${only.join(", ")}.`);
      out.print(`To see its progress: npm run -s ops -- status ${stack}`);
    },
  };
}

/** Checks the command line before anything is asked of AWS. @returns the collections as the stack names them. @throws UserError */
export function checkCollections(
  session: Session,
  environment: MongodbToSnowflake,
  named: readonly string[],
  { reload }: { readonly reload?: boolean },
): readonly string[] {
  if (!reload) throw new UserError("--collection needs --reload: only a reload can be for single collections.");
  const listed = collectionsOf(environment, session.sources);
  const unknown = named.filter((name) => matching(listed, name).length === 0);
  const names = namesOf(session, environment);
  if (unknown.length > 0) throw new UserError(unknown.map((name) => unlisted(name, names)).join("\n"));
  const collections = named.map((name) => findCollection(session, environment, name));
  if (new Set(collections).size !== collections.length) throw new UserError("A collection is named twice.");
  if (collections.length > MOST) throw new UserError(`DMS reloads at most ${MOST} collections at once.`);
  return collections;
}

function checkReplicated(
  { sources }: Session,
  environment: MongodbToSnowflake,
  { database, task, only }: ChosenReload,
): void {
  const allowList = allowListOf(environment, sources, database);
  const { notDeployed } = mappingDifferences(task.TableMappings, allowList, database);
  const missing = only.filter((name) =>
    notDeployed.includes(`${database}.${namespaceOf(environment, name).collection}`),
  );
  if (missing.length === 0) return;
  throw new UserError(
    `${stackName(environment)} does not replicate ${missing.join(", ")} yet: stop the task, deploy, and resume it first.`,
    1,
  );
}
