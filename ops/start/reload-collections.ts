import { DatabaseMigrationServiceClient, ReloadTablesCommand } from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import { type ListedCollection, matching } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { findListed } from "../collections.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { Stack } from "../stacks.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import { findTask } from "../task/find-task.ts";
import { forEachDatabase } from "../task/for-each-database.ts";
import { mappingDifferences, rulesOn } from "../task/mapping-differences.ts";
import { unlisted } from "../unlisted.ts";
import { nothingToReload } from "./choose-start-type.ts";
import { recordTableReload } from "./record-reload.ts";
import { checkReload } from "./refusals.ts";
import type { Reload } from "./reload-effect.ts";

/** The most tables that DMS reloads in one request. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html */
const MOST = 10;

/** A reload of some collections or tables. */
interface ChosenReload extends Reload {
  readonly only: readonly string[];
  readonly chosen: readonly ListedCollection[];
}

/** Reloads single collections or tables, whose names are already checked, while the tasks continue with the changes of all. */
export async function reloadCollections(
  session: Session,
  stack: Stack,
  tasks: readonly DatabaseTask[],
  {
    collections,
    yes = false,
  }: { readonly collections: readonly ListedCollection[]; readonly yes?: boolean | undefined },
): Promise<Result> {
  const reloads: ChosenReload[] = [];
  for (const database of new Set(collections.map((each) => each.database))) {
    const task = tasks.find((each) => each.database === database) as DatabaseTask;
    const chosen = collections.filter((each) => each.database === database);
    reloads.push(await prepare(session, task, chosen));
  }
  await checkReload(session, stack, reloads, { yes });
  await recordTableReload(session, stack, collections);
  return forEachDatabase(stack.id, reloads, (reload) => reloadInDatabase(session, reload));
}

async function prepare(
  session: Session,
  task: DatabaseTask,
  chosen: readonly ListedCollection[],
): Promise<ChosenReload> {
  const found = await findTask(session, task);
  if (task.migration === "cdc") throw nothingToReload(task);
  if (found.Status !== "running") {
    throw new UserError(
      `${task.name} is ${found.Status}: DMS reloads single ${task.tables} only while the task runs. Start it first.`,
      1,
    );
  }
  const reload = { task, found, chosen, only: chosen.map(({ name }) => name) };
  checkReplicated(reload);
  return reload;
}

async function reloadInDatabase(session: Session, { task, found, only, chosen }: ChosenReload): Promise<Result> {
  const { stack, database, name, schema } = task;
  await session.aws(DatabaseMigrationServiceClient, task.region).send(
    new ReloadTablesCommand({
      ReplicationTaskArn: found.ReplicationTaskArn,
      TablesToReload: chosen.map(({ collection }) => ({ SchemaName: schema, TableName: collection })),
      ReloadOption: "data-reload",
    }),
  );
  return {
    json: { stack, database, status: found.Status, reloading: only },
    ok: true,
    show: (out) => {
      out.print(`${name} reloads ${only.join(", ")}.`);
      out.print(`To see its progress: npm run -s ops -- status ${stack}`);
    },
  };
}

/** Checks the command line before anything is asked of AWS. @throws UserError */
export function checkCollections(
  tasks: readonly DatabaseTask[],
  named: readonly string[],
  { reload }: { readonly reload?: boolean },
): readonly ListedCollection[] {
  if (!reload) throw new UserError("--collection needs --reload: only a reload can be for single collections.");
  const listed = tasks.flatMap((task) => task.listed);
  const names = listed.map(({ name }) => name);
  const unknown = named.filter((name) => matching(listed, name).length === 0);
  if (unknown.length > 0) throw new UserError(unknown.map((name) => unlisted(name, names)).join("\n"));
  const collections = named.map((name) => findListed(listed, name));
  if (new Set(collections).size !== collections.length) throw new UserError("A collection is named twice.");
  if (collections.length > MOST) throw new UserError(`DMS reloads at most ${MOST} collections at once.`);
  return collections;
}

function checkReplicated({ task, found, chosen }: ChosenReload): void {
  const missing = chosen.filter(({ collection }) => {
    const { notDeployed } = mappingDifferences(found.TableMappings, rulesOn(task.rules, collection));
    return notDeployed.length > 0;
  });
  if (missing.length === 0) return;
  throw new UserError(
    `${task.stack} does not replicate ${missing.map(({ name }) => name).join(", ")} yet: stop the task, deploy, and resume it first.`,
    1,
  );
}
