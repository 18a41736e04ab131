import { DatabaseMigrationServiceClient, ReloadTablesCommand } from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findTask, type Task } from "../task/find-task.ts";
import { mappingDifferences } from "../task/mapping-differences.ts";
import { unlisted } from "../unlisted.ts";
import { checkReload } from "./refusals.ts";

/** The most collections that DMS reloads in one request. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html */
const MOST = 10;

/** Reloads single collections, whose names are already checked, while the task continues with the changes of all. */
export async function reloadCollections(
  session: Session,
  environment: Environment,
  collections: readonly string[],
  options: { readonly yes?: boolean },
): Promise<Result> {
  const stack = stackName(environment);
  const task = await findTask(session, environment);
  if (task.Status !== "running") {
    throw new UserError(
      `${stack} is ${task.Status}: DMS reloads single collections only while the task runs. Start it first.`,
      1,
    );
  }
  checkReplicated(session, environment, task, collections);
  await checkReload(session, environment, task, options, collections);
  await session.aws(DatabaseMigrationServiceClient, environment.region).send(
    new ReloadTablesCommand({
      ReplicationTaskArn: task.ReplicationTaskArn,
      TablesToReload: collections.map((TableName) => ({ SchemaName: environment.mongodb.database, TableName })),
      ReloadOption: "data-reload",
    }),
  );
  return {
    json: { stack, status: task.Status, reloading: collections },
    ok: true,
    show: (out) => {
      out.print(`${stack} reloads ${collections.join(", ")}.`);
      out.print(`To see its progress: npm run -s ops -- status ${stack}`);
    },
  };
}

/** Checks the command line before anything is asked of AWS. @throws UserError */
export function checkCollections(
  { allowList }: Session,
  collections: readonly string[],
  { reload }: { readonly reload?: boolean },
): void {
  if (!reload) throw new UserError("--collection needs --reload: only a reload can be for single collections.");
  const unknown = collections.filter((name) => !Object.hasOwn(allowList, name));
  if (unknown.length > 0) throw new UserError(unknown.map((name) => unlisted(name, allowList)).join("\n"));
  if (new Set(collections).size !== collections.length) throw new UserError("A collection is named twice.");
  if (collections.length > MOST) throw new UserError(`DMS reloads at most ${MOST} collections at once.`);
}

function checkReplicated(
  { allowList }: Session,
  environment: Environment,
  { TableMappings }: Task,
  collections: readonly string[],
): void {
  const { database } = environment.mongodb;
  const { notDeployed } = mappingDifferences(TableMappings, allowList, database);
  const missing = collections.filter((name) => notDeployed.includes(`${database}.${name}`));
  if (missing.length === 0) return;
  throw new UserError(
    `${stackName(environment)} does not replicate ${missing.join(", ")} yet: stop the task, deploy, and resume it first.`,
    1,
  );
}
