import { UserError } from "../../command/user-error.ts";
import { columnMappings } from "../../contracts/column-mappings.ts";
import { ENGINES, type RelationalSource } from "../../contracts/source.ts";
import { databaseResourceName, stackId } from "../../stacks/relational-to-snowflake/names.ts";
import type { DatabaseSettings, RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { schemaOf } from "../../stacks/relational-to-snowflake/source-engine.ts";
import { databasesOf, sourceOf, tablesOf } from "../../stacks/relational-to-snowflake/tables.ts";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "./database-task.ts";

/** The tasks of a stack of relational-to-snowflake. */
export function relationalTasks(
  session: Pick<Session, "sources">,
  environment: RelationalToSnowflake,
): readonly DatabaseTask[] {
  return databasesOf(environment).map((database) => relationalTask(session, environment, database));
}

function relationalTask(
  { sources }: Pick<Session, "sources">,
  environment: RelationalToSnowflake,
  database: string,
): DatabaseTask {
  const settings = environment.databases[database] as DatabaseSettings;
  const source = sourceOf(sources, database);
  if (source === undefined) throw new UserError(`contracts/index.ts has no MySQL or PostgreSQL source ${database}.`);
  const tables = tablesOf(environment, sources, database);
  const schema = schemaOf(source, database, settings);
  const nameOf = (table: string) => `${database}/${table}`;
  return {
    stack: stackId(environment),
    region: environment.region,
    database,
    id: databaseResourceName(environment, database, "task"),
    name: `${stackId(environment)}, database ${database}`,
    migration: settings.migration,
    schema,
    listed: Object.keys(tables).map((table) => ({ name: nameOf(table), database, collection: table })),
    nameOf,
    stopsOnErrors: true,
    rules: columnMappings({ tables, database, schema }).rules,
    source: {
      name: ENGINES[source.engine],
      log: LOGS[source.engine],
      remedy: "Check the secret's host, port, user and password, the security groups and the certificate.",
      whileStopped: whileStopped(source, settings),
    },
    target: LAKE,
    tables: "tables",
  };
}

const LOGS = { mysql: "binary log", postgres: "WAL" };

const LAKE = {
  name: "the lake's bucket",
  remedy: "Check the way from the subnets to S3, and that the stack is deployed in full.",
};

function whileStopped({ engine }: RelationalSource, { migration }: DatabaseSettings): string {
  if (migration === "full-load") return "--resume loads the tables that are not complete, --reload all.";
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html
  if (engine === "postgres")
    return "Resume it soon: until then PostgreSQL keeps all WAL for its slot, and the disk may become full.";
  const after = migration === "cdc" ? "those changes are lost" : "only a reload of all tables helps";
  return `Resume it before MySQL's binary log drops the changes since now: after that, ${after}.`;
}
