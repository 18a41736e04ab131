import type { TableStatistics } from "@aws-sdk/client-database-migration-service";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import type { HeaderStatus } from "../headers/header-status.ts";
import { checkAccount } from "../open-stack.ts";
import type { Session } from "../session.ts";
import { findTask, type Task } from "../task/find-task.ts";
import { describeTables } from "../task/tables.ts";
import { attempt, type Checked } from "./check.ts";
import { type CleanerStatus, checkCleaner } from "./check-cleaner.ts";
import { checkEngine } from "./check-engine.ts";
import { checkFailures } from "./check-failures.ts";
import { checkFlow } from "./check-flow.ts";
import { checkNewestHeaders } from "./check-newest-headers.ts";
import { checkCleanNotification, checkRawNotification } from "./check-notifications.ts";
import { checkTable, tableStatus } from "./check-tables.ts";
import { checkTask } from "./check-task.ts";
import type { CollectionStatus } from "./collection-status.ts";
import { countHeaderOnly } from "./count-header-only.ts";
import { newestInClean, newestInRaw } from "./newest-objects.ts";
import type { StackStatus } from "./stack-status.ts";

/** Looks at everything of a stack at once. @throws only what is a mistake in this program */
export async function inspectStack(session: Session, environment: Environment): Promise<StackStatus> {
  const account = await attempt("account", async () => ({
    found: await checkAccount(session, environment),
    problems: [],
  }));
  if (account.problems.length > 0) return unseen(environment, account);
  const looks = await lookAtAll(session, environment);
  const {
    task,
    tables,
    engine,
    cleaner,
    rawNotification,
    cleanNotification,
    failures,
    raw,
    clean,
    headers,
    headerOnly,
  } = looks;
  const collections = Object.keys(session.allowList).map((collection): CollectionStatus => {
    const table = tables.found?.get(collection);
    return {
      collection,
      table: table ? tableStatus(table) : null,
      raw: raw.found?.get(collection) ?? null,
      clean: clean.found?.get(collection) ?? null,
      mask: maskOf(cleaner.found, collection),
      header: headers.found?.get(collection) ?? null,
      headerOnly: headerOnly.found?.get(collection) ?? null,
    };
  });
  return {
    stack: stackName(environment),
    region: environment.region,
    task: task.found?.status ?? null,
    engine: engine.found,
    cleaner: cleaner.found,
    rawNotification: rawNotification.found,
    cleanNotification: cleanNotification.found,
    failures: failures.found,
    collections,
    problems: [
      ...Object.values(looks).flatMap(({ problems }) => problems),
      ...collections.flatMap((status) => [
        ...(task.found && tables.found ? checkTable(status, task.found.task, environment) : []),
        ...(raw.found && clean.found ? checkFlow(status, environment, session.now()) : []),
      ]),
    ],
  };
}

async function lookAtAll(session: Session, environment: Environment) {
  const [replication, engine, objects, rawNotification, cleanNotification, failures, clean, headerOnly] =
    await Promise.all([
      lookAtReplication(session, environment),
      attempt("engine", () => checkEngine(session, environment)),
      lookAtRaw(session, environment),
      attempt("RAW -> cleaner", () => checkRawNotification(session, environment)),
      attempt("CLEAN -> Snowpipe", () => checkCleanNotification(session, environment)),
      attempt("failure queue", () => checkFailures(session, environment)),
      attempt("CLEAN", () => newestInClean(session, environment)),
      attempt("files without a row", () => countHeaderOnly(session, environment)),
    ]);
  return { ...replication, engine, ...objects, rawNotification, cleanNotification, failures, clean, headerOnly };
}

/** Nobody but the cleaner may read RAW, so it is asked about the headers. */
async function lookAtRaw(session: Session, environment: Environment) {
  const [cleaner, raw] = await Promise.all([
    attempt("cleaner", () => checkCleaner(session, environment)),
    attempt("RAW", () => newestInRaw(session, environment)),
  ]);
  const { found: deployed } = cleaner;
  const { found: newest } = raw;
  const headers: Checked<ReadonlyMap<string, HeaderStatus> | null> =
    deployed && newest
      ? await attempt("RAW headers", () => checkNewestHeaders(session, environment, deployed, newest))
      : { found: null, problems: [] };
  return { cleaner, raw, headers };
}

async function lookAtReplication(session: Session, environment: Environment) {
  const task = await attempt("task", async () => {
    const task = await findTask(session, environment);
    const { found, problems } = checkTask(task, environment, session.allowList);
    return { found: { task, status: found }, problems };
  });
  const tables = task.found ? await lookAtTables(session, environment, task.found.task) : { found: null, problems: [] };
  return { task, tables };
}

function lookAtTables(
  session: Session,
  environment: Environment,
  task: Task,
): Promise<Checked<ReadonlyMap<string, TableStatistics> | null>> {
  return attempt("tables", async () => ({ found: await describeTables(session, environment, task), problems: [] }));
}

function maskOf(cleaner: CleanerStatus | null, collection: string): CollectionStatus["mask"] {
  if (!cleaner) return null;
  return cleaner.otherMasks.includes(collection) ? "another" : "as listed";
}

function unseen(environment: Environment, { problems }: Checked<unknown>): StackStatus {
  return {
    stack: stackName(environment),
    region: environment.region,
    task: null,
    engine: null,
    cleaner: null,
    rawNotification: null,
    cleanNotification: null,
    failures: null,
    collections: [],
    problems,
  };
}
