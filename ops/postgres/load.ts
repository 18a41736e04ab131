import type { Command } from "commander";
import { table as asTable } from "../../command/table.ts";
import { withProgress } from "../../command/with-progress.ts";
import { targetOf } from "../../stacks/snowflake-target.ts";
import { tablesOf } from "../../stacks/snowflake-to-postgres/tables.ts";
import {
  countName,
  countUpstream,
  dateLoaded,
  type Load,
  loadUpstream,
} from "../../warehouse/snowflake/export/load.ts";
import { columnsOf } from "../../warehouse/snowflake/export/tables.ts";
import { upstreamStage } from "../../warehouse/snowflake/names.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { Warehouse } from "../warehouse/connection.ts";
import { withWarehouse } from "../warehouse/open.ts";
import { chosenTables, openPostgres } from "./open-postgres.ts";

interface Options {
  readonly table?: readonly string[];
  readonly json?: boolean;
}

/** What is in a table after the load. */
interface Loaded {
  readonly table: string;
  readonly files: number;
  readonly rows: number;
  /** Listed columns without a value in any row: no file has them, or under another name. */
  readonly empty: readonly string[];
}

export function addLoad(ops: Command, session: Session, report: Report): void {
  ops
    .command("load")
    .description("load CSV files from the raw bucket's upstream/ into Snowflake, for a source that nobody else fills")
    .argument("<stack>", "such as production-us-west-2-snowflake-to-postgres")
    .option("--table <name...>", "only these tables")
    .action(async (stack: string, options: Options) => report(await load(session, stack, options), options));
}

async function load(session: Session, name: string, { table: names }: Options): Promise<Result> {
  const stacks = await openPostgres(session, name);
  const { environment } = stacks;
  const target = targetOf(session.environments, session.sources, environment.environment);
  const all = tablesOf(environment, session.sources);
  const chosen = names === undefined ? all.map((each) => each.name) : chosenTables(session, stacks, names);
  const stage = upstreamStage(target, environment.database, environment.region);
  const loads = all
    .filter((each) => chosen.includes(each.name))
    .map((each): Load => ({ database: environment.database, name: each.name, table: each.contract, stage }));
  const loaded = await withWarehouse(session, target, (warehouse) =>
    withProgress(session, loads.length, async (step) => {
      const done: Loaded[] = [];
      for (const each of loads) {
        done.push(await loadOne(warehouse, target, each));
        step(each.name);
      }
      return done;
    }),
  );
  const isWhole = loaded.every(({ empty }) => empty.length === 0);
  return {
    json: { stack: stacks.id, tables: loaded },
    ok: isWhole,
    show: (out) => {
      const rows = loaded.map((each) => [each.table, String(each.files), each.rows.toLocaleString("en")]);
      out.print(asTable([["table", "files loaded now", "rows"], ...rows], 2));
      for (const { table, empty } of loaded.filter((each) => each.empty.length > 0))
        out.print(
          `\n${table}: no row has a value of ${empty.join(", ")}. Is the column in the files, under this name?`,
        );
    },
  };
}

async function loadOne(warehouse: Warehouse, target: Target, of: Load): Promise<Loaded> {
  const copied = await warehouse.query(loadUpstream(target, of));
  const dating = dateLoaded(target, of);
  if (dating !== undefined) await warehouse.query(dating);
  const [counted] = await warehouse.query(countUpstream(target, of));
  const rows = Number(counted?.ROWS_ ?? 0);
  const columns = columnsOf(of.table).map(({ column }) => column);
  const isEmpty = (column: string) => Number(counted?.[countName(column).toUpperCase()] ?? 0) === 0;
  return {
    table: `${of.database}.${of.name}`,
    // If there is nothing new, it answers one row without a file.
    files: copied.filter((row) => row.FILE !== undefined || row.file !== undefined).length,
    rows,
    empty: rows === 0 ? [] : columns.filter(isEmpty),
  };
}
