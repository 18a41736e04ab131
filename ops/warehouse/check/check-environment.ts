import { mapWithProgress } from "../../../command/with-progress.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { collectionsIn, streamedIn, type Target, tablesIn } from "../../../warehouse/snowflake/target.ts";
import type { Session } from "../../session.ts";
import { attempt, type Checked, type StackProblem } from "../../status/check.ts";
import type { Warehouse } from "../connection.ts";
import { readLedger } from "../ledger.ts";
import { makePlan } from "../plan.ts";
import { checkDbtRun } from "./dbt-run.ts";
import { checkExternalTables } from "./external-tables.ts";
import { checkLoads, type LoadStatus } from "./loads.ts";
import { checkMasks, checkPolicies, type ReaderView } from "./masks.ts";
import { checkPipes, type PipeStatus } from "./pipes.ts";
import { applyAll, runDbt } from "./remedies.ts";
import { checkLoadErrors, checkValues, countCurrent, type FoundValues, type RowStatus } from "./rows.ts";
import { checkShares } from "./shares.ts";
import { checkStrayViews } from "./stray-views.ts";
import { checkStreamedValues, countStreamed, type StreamedStatus } from "./streamed-tables.ts";
import { checkStreams } from "./streams.ts";
import { countTable, type TableStatus } from "./tables.ts";

/** Snowflake in an environment. A part is null if it could not be checked; a problem says why. */
export interface WarehouseStatus {
  readonly environment: string;
  readonly database: string;
  readonly pipes: readonly PipeStatus[] | null;
  readonly collections: readonly RowStatus[];
  /** Of relational sources; those that could not be counted are left out. */
  readonly tables: readonly TableStatus[];
  /** Of sources whose rows are streamed; those that could not be counted are left out. */
  readonly streamed: readonly StreamedStatus[];
  /** What the check views have counted. Losses are problems as well; the others say how times are written. */
  readonly values: readonly FoundValues[];
  readonly maskedColumns: number;
  readonly shares: readonly string[] | null;
  /** Reloads that were not complete before this check. */
  readonly loads: readonly LoadStatus[] | null;
  readonly problems: readonly StackProblem[];
}

/** Looks at everything. It writes only that reloads have become complete. */
export async function checkEnvironment(
  session: Session,
  warehouse: Warehouse,
  target: Target,
): Promise<WarehouseStatus> {
  const files = await checkFiles(warehouse, target);
  // Before the rows, because current rows depend on it.
  const loads = await attempt("loads", () => checkLoads(session, warehouse, target));
  const run = await attempt("dbt", () => checkDbtRun(warehouse, target, session.now()));
  const pipes = await attempt("pipes", () => checkPipes(session, warehouse, target));
  const external = await attempt("external tables", () => checkExternalTables(warehouse, target));
  const rows = await mapWithProgress(
    session,
    collectionsIn(target),
    { every: 1, say: ({ database, collection }) => `${database}/${collection}` },
    async (collection) => {
      const where = `${collection.database}/${collection.collection}`;
      return {
        errors: await attempt(where, () => checkLoadErrors(warehouse, target, collection)),
        counts: await attempt(where, () => countCurrent(warehouse, target, collection)),
        values: await attempt(where, () => checkValues(warehouse, target, collection)),
      };
    },
  );
  const tables = await mapWithProgress(
    session,
    tablesIn(target),
    { every: 1, say: ({ database, name }) => `${database}/${name}` },
    (source) => attempt(`${source.database}/${source.name}`, () => countTable(warehouse, target, source)),
  );
  const streams = await attempt("streams", () => checkStreams(warehouse, target, session.now()));
  const streamed = await mapWithProgress(
    session,
    streamedIn(target).flatMap((source) => source.tables),
    { every: 1, say: ({ database, name }) => `${database}/${name}` },
    async (source) => {
      const where = `${source.database}/${source.name}`;
      return {
        errors: await attempt(where, () => checkLoadErrors(warehouse, target, { ...source, collection: source.name })),
        counts: await attempt(where, () => countStreamed(warehouse, target, source)),
        values: await attempt(where, () => checkStreamedValues(warehouse, target, source)),
      };
    },
  );
  const policies = await attempt("policies", () => checkPolicies(warehouse, target));
  const masks = [];
  for (const view of readerViews(target))
    masks.push(await attempt(view.name, () => checkMasks(warehouse, target, view)));
  const views = await attempt("views", () => checkStrayViews(warehouse, target));
  const shares = await attempt("shares", () => checkShares(warehouse, target));
  const checks = [
    files,
    loads,
    run,
    pipes,
    external,
    ...rows.flatMap((each) => Object.values(each)),
    ...tables,
    streams,
    ...streamed.flatMap((each) => Object.values(each)),
    policies,
    ...masks,
    views,
    shares,
  ];
  return {
    environment: target.environment,
    database: target.snowflake.database,
    pipes: pipes.found,
    collections: rows.flatMap(({ counts }) => counts.found ?? []),
    tables: tables.flatMap(({ found }) => found ?? []),
    streamed: streamed.flatMap(({ counts }) => counts.found ?? []),
    values: [...rows, ...streamed].flatMap(({ values }) => values.found ?? []),
    maskedColumns: masks.reduce((sum, { found }) => sum + (found ?? 0), 0),
    shares: shares.found,
    loads: loads.found,
    problems: checks.flatMap(({ problems }) => problems),
  };
}

/** @throws UserError if an administrator has not made the database yet */
async function checkFiles(warehouse: Warehouse, target: Target): Promise<Checked<null>> {
  const { files, gone, removes } = makePlan(sqlFiles(target), await readLedger(warehouse, target), { dropped: [] });
  const waiting = files.filter(({ state }) => state !== "unchanged").length + gone.length + removes.length;
  if (waiting === 0) return { found: null, problems: [] };
  const problem = "what is applied is not what the working tree declares";
  const remedy = `npm run -s ops -- warehouse plan ${target.stacks[0]?.name ?? target.environment} says what differs; then apply`;
  return { found: null, problems: [{ where: "files", problem, remedy }] };
}

/** dbt's views are needed by the file that grants them. The ledger does not know that rights went with a view. */
function readerViews(target: Target): ReaderView[] {
  const [runner, dbt] = [applyAll(target), runDbt(target)];
  return sqlFiles(target).flatMap(({ makes, needs = [] }) =>
    makes.flatMap(({ name, columns }) => {
      if (columns === undefined) return [];
      const isOfDbt = needs.includes(name);
      return [{ name, columns, again: isOfDbt ? dbt : runner, anew: isOfDbt ? `${dbt}; then ${runner}` : runner }];
    }),
  );
}
