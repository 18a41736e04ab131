import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contractsOf } from "../../contracts/contracts-of.ts";
import type { Sources } from "../../contracts/source.ts";
import { writeDbtModels } from "../../docs/dbt-models.ts";
import { startStandin } from "../../local/snowflake/start-standin.ts";
import { dbtFiles } from "../../warehouse/dbt-files/dbt-files.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { governance } from "../../warehouse/snowflake/governance.ts";
import { grants, roles, schemas } from "../../warehouse/snowflake/roles.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { type Connection, connect, type Row } from "../snowflake/connect.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";
import { type DbtRun, runDbt } from "./run-dbt.ts";

const PROJECT = fileURLToPath(new URL("../../warehouse/dbt", import.meta.url));
const LAKE = "clearwell-changes";

/** Snowflake's stand-in with what the runner makes for the sources, a lake, and a copy of the dbt project with their models. */
export interface DbtWarehouse {
  /** Folder that stands for the lake's bucket. */
  readonly lake: string;
  /** Writes the models of other contracts into the project. */
  list(sources: Sources): Promise<void>;
  /** Runs dbt in the project: `dbt("build")`. */
  dbt(...args: readonly string[]): Promise<DbtRun>;
  /** The files with the statements that dbt has run. */
  ran(): Promise<string[]>;
  /** Rows of a query in the environment's database, as the owner. */
  query(sql: string): Promise<Row[]>;
  /** The same as somebody who has these database roles. */
  queryAs(roles: readonly string[], sql: string): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startDbtWarehouse(sources: Sources): Promise<DbtWarehouse> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-dbt-"));
  const [lake, project] = [join(folder, "lake"), join(folder, "project")];
  await cp(PROJECT, project, { recursive: true });
  await mkdir(lake);
  const standin = await startStandin({ [LAKE]: lake });
  const owner = await connect(standin.url);
  const warehouse: DbtWarehouse = {
    lake,
    async list(listed) {
      await govern(owner, targetFor(listed));
      writeDbtModels(project, dbtFiles(listed));
    },
    dbt: (...args) => runDbt(project, args),
    async ran() {
      const folder = join(project, "target/run");
      const names = await readdir(folder, { recursive: true });
      return names.filter((name) => /\w\.sql$/.test(name)).map((name) => join(folder, name));
    },
    query: (sql) => owner.query(sql),
    async queryAs(granted, sql) {
      const admin = await connect(standin.url);
      const who = `SOMEBODY_${granted.join("_")}`;
      await admin.query(`CREATE ROLE IF NOT EXISTS ${who}`);
      for (const role of granted) await admin.query(`GRANT DATABASE ROLE ${DATABASE}.${role} TO ROLE ${who}`);
      await admin.close();
      const somebody = await connect(standin.url, { role: who, database: DATABASE });
      return somebody.query(sql).finally(() => somebody.close());
    },
    async stop() {
      await owner.close();
      await standin.stop();
      await rm(folder, { recursive: true });
    },
  };
  await writeFile(join(project, "profiles.yml"), profile(new URL(standin.url)));
  await warehouse.list(sources);
  return warehouse;
}

const DATABASE = "CLEARWELL_PRODUCTION";

function targetFor(sources: Sources): Target {
  const databases = Object.entries(sources).map(([database, source]) => [database, contractsOf(source)] as const);
  return targetOf({}, {}, { databases: Object.fromEntries(databases), stacks: [] });
}

/** What an administrator and the runner make: schemas, roles, tags with their policies, rights, the stage over the lake. */
async function govern(owner: Connection, target: Target): Promise<void> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await owner.query(statement);
  };
  await run(["USE ROLE ACCOUNTADMIN", ...account(target).statements, `USE ROLE ${target.snowflake.ownerRole}`]);
  for (const file of [schemas, roles, governance, grants]) await run(file(target).statements);
  await run([
    `CREATE STAGE IF NOT EXISTS ${DATABASE}.operations.lake URL = 's3://${LAKE}/'`,
    `USE DATABASE ${DATABASE}`,
  ]);
}

function profile({ hostname, port }: URL): string {
  const output = {
    ...{ type: "snowflake", account: "standin", user: "dbt", password: "not checked" },
    ...{ host: hostname, port: Number(port), protocol: "http", insecure_mode: true },
    ...{ role: `${DATABASE}_OWNER`, warehouse: `${DATABASE}_WH`, database: DATABASE, schema: "OPERATIONS", threads: 1 },
  };
  // JSON is YAML.
  return JSON.stringify({ clearwell: { target: "standin", outputs: { standin: output } } });
}
