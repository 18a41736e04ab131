import { namespaceOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { instanceName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { namesOf } from "../collections.ts";
import type { HeaderStatus } from "../headers/header-status.ts";
import { checkAccount } from "../open-stack.ts";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import { mongodbTasks } from "../task/mongodb-task.ts";
import { attempt, type Checked, type StackProblem } from "./check.ts";
import { type CleanerStatus, checkCleaner } from "./check-cleaner.ts";
import { checkEngine } from "./check-engine.ts";
import { checkFailures } from "./check-failures.ts";
import { checkFlow } from "./check-flow.ts";
import { checkNewestHeaders } from "./check-newest-headers.ts";
import { checkCleanNotification, checkRawNotification } from "./check-notifications.ts";
import { checkTable, tableStatus } from "./check-tables.ts";
import type { CollectionStatus } from "./collection-status.ts";
import { countHeaderOnly } from "./count-header-only.ts";
import { lookAtReplication } from "./look-at-replication.ts";
import { newestInClean, newestInRaw } from "./newest-objects.ts";
import type { StackStatus } from "./stack-status.ts";

/** Looks at everything of a stack at once. @throws only what is a mistake in this program */
export async function inspectStack(session: Session, environment: MongodbToSnowflake): Promise<StackStatus> {
  const account = await attempt("account", async () => ({
    found: await checkAccount(session, { id: stackName(environment), environment }),
    problems: [],
  }));
  if (account.problems.length > 0) return unseen(environment, account);
  const meant = mongodbTasks(session, environment);
  const looks = await lookAtAll(session, environment, meant);
  const {
    tasks,
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
  const [task = null, ...otherTasks] = tasks.found.map((each) => each?.status ?? null);
  const collections = namesOf(session, environment).map((collection): CollectionStatus => {
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
    task,
    otherTasks,
    engine: engine.found,
    cleaner: cleaner.found,
    rawNotification: rawNotification.found,
    cleanNotification: cleanNotification.found,
    failures: failures.found,
    collections,
    problems: [
      ...Object.values(looks).flatMap(({ problems }) => problems),
      ...collections.flatMap((status) => [
        ...(tables.found ? tableProblems(status, environment, tasks, meant) : []),
        ...(raw.found && clean.found ? checkFlow(status, environment, session.now()) : []),
      ]),
    ],
  };
}

type Looks = Awaited<ReturnType<typeof lookAtAll>>;

async function lookAtAll(session: Session, environment: MongodbToSnowflake, meant: readonly DatabaseTask[]) {
  const [replication, engine, objects, rawNotification, cleanNotification, failures, clean, headerOnly] =
    await Promise.all([
      lookAtReplication(session, meant),
      attempt("engine", () => checkEngine(session, { ...environment, instance: instanceName(environment) })),
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
async function lookAtRaw(session: Session, environment: MongodbToSnowflake) {
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

function tableProblems(
  status: CollectionStatus,
  environment: MongodbToSnowflake,
  { found: tasks }: Looks["tasks"],
  meant: readonly DatabaseTask[],
): StackProblem[] {
  const { database } = namespaceOf(environment, status.collection);
  const index = meant.findIndex((task) => task.database === database);
  const [found, task] = [tasks[index], meant[index]];
  return found && task ? checkTable(status, found.task, task, instanceName(environment)) : [];
}

function maskOf(cleaner: CleanerStatus | null, collection: string): CollectionStatus["mask"] {
  if (!cleaner) return null;
  return cleaner.otherMasks.includes(collection) ? "another" : "as listed";
}

function unseen(environment: MongodbToSnowflake, { problems }: Checked<unknown>): StackStatus {
  return {
    stack: stackName(environment),
    region: environment.region,
    task: null,
    otherTasks: [],
    engine: null,
    cleaner: null,
    rawNotification: null,
    cleanNotification: null,
    failures: null,
    collections: [],
    problems,
  };
}
