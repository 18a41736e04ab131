import type { Contract } from "../../contracts/contract.ts";
import { startStandin } from "../../local/snowflake/start-standin.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { pipeOf } from "../../warehouse/snowflake/names.ts";
import type { SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";
import { type Bucket, makeBucket } from "./bucket.ts";
import { type Connection, connect, type Row } from "./connect.ts";

export const STACK = "production-us-west-2";
export const OTHER_STACK = "production-us-east-1";

/** An environment in the stand-in, with the SQL of the contracts that it was given last. */
export interface SnowflakeEnvironment {
  readonly owner: Connection;
  readonly bucket: Bucket;
  /** Runs all files, as the owner. */
  apply(contracts: Readonly<Record<string, Contract>>, settings?: SnowflakeSettings): Promise<Target>;
  /** Puts a CLEAN file of `legion`. Each file is written a minute after the one before. @param name `orders/LOAD00000001.1f0c9a3e.json.gz` */
  put(name: string, rows: readonly unknown[], stack?: string): Promise<void>;
  /** Lets the pipes of a collection load what is new. */
  load(collection: string): Promise<void>;
  /** Rows of a query in which `analytics.` and the like stand for the schemas of `legion`. */
  query(sql: string): Promise<Row[]>;
  /** The same as another role. */
  queryAs(roles: readonly string[], sql: string): Promise<Row[]>;
  stop(): Promise<void>;
}

export async function startEnvironment(): Promise<SnowflakeEnvironment> {
  const bucket = await makeBucket();
  const standin = await startStandin({ "legion-clean-analytics": bucket.folder });
  const owner = await connect(standin.url);
  let target = targetOf({});
  // A refresh looks back seven days.
  const begin = Date.now() - 24 * 60 * 60_000;
  let minute = 0;
  const inSchemas = (sql: string) =>
    sql.replace(/\b(landing|current|analytics|checks)\./g, `${target.snowflake.database}.$1_legion.`);
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await owner.query(statement);
  };
  return {
    owner,
    bucket,
    async apply(contracts, settings) {
      const stacks = [STACK, OTHER_STACK].map((name) => {
        return { name, collections: Object.keys(contracts).map((collection) => ({ database: "legion", collection })) };
      });
      target = targetOf(contracts, settings, { stacks });
      await owner.query("USE ROLE ACCOUNTADMIN");
      await run(account(target).statements);
      await owner.query(`USE ROLE ${target.snowflake.ownerRole}`);
      await run(sqlFiles(target).flatMap((file) => file.statements));
      return target;
    },
    async put(name, rows, stack = STACK) {
      minute += 1;
      await bucket.put(`${stack}/clean/legion/${name}`, rows, new Date(begin + minute * 60_000));
    },
    load: (collection) =>
      run([STACK, OTHER_STACK].map((stack) => `ALTER PIPE ${pipeOf(target, "legion", collection, stack)} REFRESH`)),
    query: (sql) => owner.query(inSchemas(sql)),
    async queryAs(roles, sql) {
      const admin = await connect(standin.url);
      await admin.query("CREATE ROLE IF NOT EXISTS SOMEBODY");
      for (const role of roles)
        await admin.query(`GRANT DATABASE ROLE ${target.snowflake.database}.${role} TO ROLE SOMEBODY`);
      const somebody = await connect(standin.url, { role: "SOMEBODY" });
      try {
        return await somebody.query(inSchemas(sql));
      } finally {
        for (const role of roles)
          await admin.query(`REVOKE DATABASE ROLE ${target.snowflake.database}.${role} FROM ROLE SOMEBODY`);
        await somebody.close();
        await admin.close();
      }
    },
    async stop() {
      await owner.close();
      await standin.stop();
      await bucket.remove();
    },
  };
}
