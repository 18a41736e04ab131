import type { Command } from "commander";
import { watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import { isByIam } from "../../stacks/mysql-to-snowflake/settings.ts";
import { administratorScript } from "../../warehouse/mysql/administrator.ts";
import { createTable } from "../../warehouse/mysql/create-table.ts";
import { quoted } from "../../warehouse/mysql/sql-text.ts";
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
    .option("--create-tables", "print the tables that the contracts need instead, for a source to try it with")
    .action((stack: string, database: string, options: Options) =>
      report(source(session, stack, database, options), options),
    );
}

interface Options {
  readonly createTables?: boolean;
  readonly json?: boolean;
}

function source(session: Session, stackName: string, database: string, { createTables }: Options): Result {
  const stack = streamsNamed(session, stackName);
  const read = streamedTables(session, stack, database).map(({ table }) => table);
  const listed = watermarkTablesOf(session.sources)[database] ?? {};
  const tables = Object.fromEntries(Object.entries(listed).filter(([name]) => read.includes(name)));
  if (createTables === true) return printed(database, createAll(database, tables));
  const login = stack.environment.databases[database]?.login;
  const sql =
    login !== undefined && isByIam(login)
      ? administratorScript(database, login.user, tables, { by: "iam" })
      : administratorScript(database, USER, tables, { by: "secret" });
  return printed(database, sql);
}

function createAll(database: string, tables: ReturnType<typeof watermarkTablesOf>[string]): string {
  const statements = Object.entries(tables).map(([name, table]) => createTable(database, name, table));
  return [`create database if not exists ${quoted(database)}`, ...statements].map((each) => `${each};\n`).join("\n");
}

function printed(database: string, sql: string): Result {
  return { json: { database, sql }, ok: true, show: (out) => out.print(sql.trimEnd()) };
}
