import type { Command } from "commander";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { chosenTables, openPostgres } from "./open-postgres.ts";
import { runExecution } from "./run-execution.ts";

interface Options {
  readonly full?: boolean;
  readonly table?: readonly string[];
  readonly json?: boolean;
}

export function addExport(ops: Command, session: Session, report: Report): void {
  ops
    .command("export")
    .description("let Snowflake write tables to the raw bucket; sync loads them afterwards")
    .argument("<stack>", "such as production-us-west-2-snowflake-to-postgres")
    .option("--full", "all rows, also of tables of which changes are exported")
    .option("--table <name...>", "only these tables")
    .action(async (stack: string, options: Options) => report(await exportTables(session, stack, options), options));
}

async function exportTables(session: Session, name: string, { full = false, table: names }: Options): Promise<Result> {
  const stacks = await openPostgres(session, name);
  const tables = names === undefined ? {} : { tables: chosenTables(session, stacks, names) };
  const { status = "FAILED", error, cause } = await runExecution(session, stacks, "export", { full, ...tables });
  const isDone = status === "SUCCEEDED";
  return {
    json: { stack: stacks.id, status, error: error ?? null },
    ok: isDone,
    show: (out) => {
      if (isDone) out.print(`${stacks.id}: the tables are exported. To load them: npm run -s ops -- sync ${stacks.id}`);
      // The cause is the state machine's own text: `stacks/snowflake-to-postgres/constructs/export-definition.ts`.
      else if (error === "TABLES_FAILED") out.print(`${stacks.id}: some tables were not exported. ${cause ?? ""}`);
      else out.print(`${stacks.id}: it ended as ${status}; the execution says why.`);
    },
  };
}
