import { SOURCES } from "../../contracts/index.ts";
import type { Sources, WatermarkSource } from "../../contracts/source.ts";
import { startStandin } from "../../local/snowflake/start-standin.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import type { SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { streamOf } from "../warehouse/snowflake/stream-of.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";
import { type Bucket, makeBucket } from "./bucket.ts";
import { type Connection, connect, type Row } from "./connect.ts";

type Table = "channels" | "customers" | "transactions" | "videos";

/** The shipped star of `video` in the stand-in, from files as Firehose writes them to what readers see. */
export interface StarEnvironment {
  readonly owner: Connection;
  readonly bucket: Bucket;
  target(): Target;
  /** Runs all files, as the owner. @param source default: the shipped contracts */
  apply(source?: WatermarkSource, settings?: SnowflakeSettings): Promise<void>;
  /** Writes a file of records, and lets the pipe load it. */
  deliver(table: Table, ...records: readonly object[]): Promise<void>;
  /** Runs the tasks, as their schedule would. */
  runTasks(): Promise<void>;
  /** Rows of a query in which `analytics.` and the like stand for the schemas of `video`. */
  query(sql: string): Promise<Row[]>;
  /** The same as somebody with these database roles. */
  queryAs(roles: readonly string[], sql: string): Promise<Row[]>;
  /** Empties all tables but for the unknown members, for the next test. */
  empty(): Promise<void>;
  /** Everything that the star's tables have, in an order that does not depend on how it came. */
  everything(): Promise<Readonly<Record<string, readonly Row[]>>>;
  stop(): Promise<void>;
}

/** What every record has: the time of the change and that of the reading, a minute of the same hour. */
export function at(changed: string, extracted = changed): { updated_at: string; _extracted_at: string } {
  return { updated_at: timeOf(changed), _extracted_at: timeOf(extracted) };
}

/** `10:05` on the day of all tests. */
function timeOf(time: string): string {
  return `2026-11-27 ${time}:00.000000`;
}

export const SHIPPED = (SOURCES as Sources).video as WatermarkSource;

/** @param target what the schemas' names depend on, if it is not applied by `apply` */
export async function startStar(target = targetOf({})): Promise<StarEnvironment> {
  const bucket = await makeBucket();
  const standin = await startStandin({ "clearwell-stream-us-west-2-production": bucket.folder });
  const owner = await connect(standin.url);
  let files = 0;
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await owner.query(statement);
  };
  const inSchemas = (sql: string) =>
    sql.replace(/\b(landing|star|analytics|checks)\./g, `${target.snowflake.database}.$1_video.`);
  return {
    owner,
    bucket,
    target: () => target,
    async apply(source = SHIPPED, settings) {
      target = targetOf({}, settings, { stacks: [], databases: {}, streams: [streamOf({ video: source })] });
      await run(["USE ROLE ACCOUNTADMIN", ...account(target).statements]);
      await run([
        `USE ROLE ${target.snowflake.ownerRole}`,
        ...sqlFiles(target).flatMap(({ statements }) => statements),
      ]);
    },
    async deliver(table, ...records) {
      files += 1;
      await bucket.put(`data/stream/video/${table}/year=2026/month=11/day=27/${files}.json.gz`, records);
      await owner.query(inSchemas(`ALTER PIPE landing.kinesis_s3_snowpipe_${table} REFRESH`));
    },
    runTasks: () => run([inSchemas("EXECUTE TASK star.wash_rows")]),
    query: (sql) => owner.query(inSchemas(sql)),
    async queryAs(roles, sql) {
      const admin = await connect(standin.url);
      await admin.query("CREATE OR REPLACE ROLE SOMEBODY");
      for (const role of roles)
        await admin.query(`GRANT DATABASE ROLE ${target.snowflake.database}.${role} TO ROLE SOMEBODY`);
      const somebody = await connect(standin.url, { role: "SOMEBODY" });
      try {
        return await somebody.query(inSchemas(sql));
      } finally {
        await somebody.close();
        await admin.close();
      }
    },
    async empty() {
      for (const table of ["channels", "customers", "transactions", "videos"])
        await run([`DELETE FROM landing.${table}`, `DELETE FROM star.stg_${table}`].map(inSchemas));
      for (const table of ["dim_customer", "dim_video", "dim_channel", "fact_transaction"])
        await run([inSchemas(`DELETE FROM star.${table} WHERE _key IS NOT NULL`)]);
      for (const table of ["controls", "erased_keys"]) await run([inSchemas(`DELETE FROM star.${table}`)]);
    },
    async everything() {
      const found: Record<string, readonly Row[]> = {};
      for (const name of ["dim_customer", "dim_video", "dim_channel", "fact_transaction"])
        found[name] = await owner.query(inSchemas(`SELECT * FROM star.${name} ORDER BY 1`));
      return found;
    },
    async stop() {
      await owner.close();
      await standin.stop();
      await bucket.remove();
    },
  };
}
