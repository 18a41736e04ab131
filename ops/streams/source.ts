import type { Command } from "commander";
import { watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import { isByIam } from "../../stacks/mysql-to-snowflake/settings.ts";
import { administratorScript } from "../../warehouse/mysql/administrator.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { streamsNamed } from "./open-table.ts";
import { streamedTables } from "./streamed-tables.ts";

/** The user of a login whose name is in its secret. */
const USER = "clearwell_producer";

export function addSource(ops: Command, session: Session, report: Report): void {
  ops
    .command("source")
    .description("print the SQL that an administrator of a MySQL source runs; needs no credentials")
    .argument("<stack>", "such as production-us-west-2-mysql-to-snowflake")
    .argument("<database>", "such as video")
    .action((stack: string, database: string, options: { json?: boolean }) =>
      report(source(session, stack, database), options),
    );
}

function source(session: Session, stackName: string, database: string): Result {
  const stack = streamsNamed(session, stackName);
  const read = streamedTables(session, stack, database).map(({ table }) => table);
  const listed = watermarkTablesOf(session.sources)[database] ?? {};
  const tables = Object.fromEntries(Object.entries(listed).filter(([name]) => read.includes(name)));
  const login = stack.environment.databases[database]?.login;
  const sql =
    login !== undefined && isByIam(login)
      ? administratorScript(database, login.user, tables, { by: "iam" })
      : administratorScript(database, USER, tables, { by: "secret" });
  return { json: { database, sql }, ok: true, show: (out) => out.print(sql.trimEnd()) };
}
