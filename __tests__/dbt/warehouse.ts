import { generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sources } from "../../contracts/source.ts";
import { copyDbtProject, listInProject } from "../../local/dbt/dbt-project.ts";
import { type DbtRun, runDbt } from "../../local/dbt/run-dbt.ts";
import { startStandin } from "../../local/snowflake/start-standin.ts";
import { connect as connectRunner } from "../../ops/warehouse/connect.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { targetOf } from "../../stacks/snowflake-target.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { operate } from "../ops/operator.ts";
import { connect, type Row } from "../snowflake/connect.ts";
import { production } from "../stacks/relational-to-snowflake/fixtures.ts";

/** Of the fixtures' only stack. */
const LAKE = "clearwell-changes-us-west-2-production";
const DATABASE = "CLEARWELL_PRODUCTION";

/** Settings of the stack that differ from the fixture's. */
type Settings = Parameters<typeof production>[0];

/** Snowflake's stand-in with what the runner makes for the sources, a lake, and a copy of the dbt project with their models. */
export interface DbtWarehouse {
  /** Folder that stands for the lake's bucket. */
  readonly lake: string;
  /** Writes the models of other contracts into the project, and lets an administrator and the runner do their part. @param settings of the stack from now on */
  list(sources: Sources, settings?: Settings): Promise<void>;
  /** The operator's commands with the contracts listed last: `ops("warehouse", "plan", "production")`. @param aws where AWS answers */
  ops(args: readonly string[], aws?: string): ReturnType<typeof operate>;
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
  await mkdir(lake);
  const standin = await startStandin({ [LAKE]: lake });
  const owner = await connect(standin.url);
  let listed: Sources = {};
  let settings: Settings = {};
  const ops: DbtWarehouse["ops"] = (args, aws = "http://127.0.0.1:9") =>
    operate(args, aws, {
      environments: [],
      literals: [environmentWith(listed, settings)],
      sources: listed,
      snowflake: (settings) => connectRunner(settings, { privateKey: KEY, accessUrl: standin.url }),
      dbt: async (_, dbtArgs) => (await runDbt(project, dbtArgs)).code ?? 1,
    });
  const warehouse: DbtWarehouse = {
    lake,
    ops,
    async list(sources, differs = {}) {
      [listed, settings] = [sources, differs];
      const target = targetIn(sources);
      await owner.query("USE ROLE ACCOUNTADMIN");
      for (const statement of account(target).statements) await owner.query(statement);
      await owner.query(`USE ROLE ${target.snowflake.ownerRole}`);
      await owner.query(`USE DATABASE ${DATABASE}`);
      const { code, out, err } = await ops(["warehouse", "apply", "production", "--yes"]);
      if (code !== 0) throw new Error(`${out}${err}`);
      listInProject(project, sources);
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
  await copyDbtProject(project, sources, targetIn(sources), standin.url);
  await warehouse.list(sources);
  return warehouse;
}

const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ format: "pem", type: "pkcs8" })
  .toString();

/** One stack with all these sources, in an account that is the stand-in. */
function environmentWith(sources: Sources, differs: Settings = {}): EnvironmentSettings {
  const settings = production();
  const database = settings["relational-to-snowflake"]?.databases.clinic;
  if (database === undefined) throw new Error("the fixture has no database clinic");
  return {
    ...production({ ...differs, databases: Object.fromEntries(Object.keys(sources).map((name) => [name, database])) }),
    snowflake: { account: "clearwell-standin" },
  };
}

function targetIn(sources: Sources): Target {
  return targetOf([environmentWith(sources)], sources, "production");
}
