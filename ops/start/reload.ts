import type { Command } from "commander";
import { findRedshift, findStack, openStack } from "../open-stack.ts";
import { reloadRedshift } from "../redshift/reload-redshift.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { tasksOf } from "../task/tasks-of.ts";
import { checkCollections, reloadCollections } from "./reload-collections.ts";

interface Options {
  readonly yes?: boolean;
  readonly json?: boolean;
}

const HELP = `
The task must be running. DMS writes the rows once more under the names of the
first load. Of a table, Snowflake is told when the reload began: once it is
complete, rows that it did not bring are no longer current.
Of mongodb-to-redshift, an execution reads the collections anew and deletes the
rows that they no longer have.`;

export function addReload(ops: Command, session: Session, report: Report): void {
  ops
    .command("reload")
    .description("load single tables or collections again, while the task continues with changes")
    .argument("<stack>", "such as production-us-west-2-relational-to-snowflake")
    .argument("<table...>", "a table, or <database>/<table>")
    .option("--yes", "do it (without --yes it only says what it would do)")
    .addHelpText("after", HELP)
    .action(async (name: string, tables: string[], options: Options) =>
      report(await reload(session, name, tables, options), options),
    );
}

async function reload(session: Session, name: string, tables: readonly string[], { yes }: Options): Promise<Result> {
  const redshift = findRedshift(session, name);
  if (redshift !== undefined) return reloadRedshift(session, redshift, tables, { yes });
  const stack = findStack(session, name);
  const tasks = tasksOf(session, stack);
  const collections = checkCollections(tasks, tables, { reload: true });
  await openStack(session, name);
  return reloadCollections(session, stack, tasks, { collections, yes });
}
