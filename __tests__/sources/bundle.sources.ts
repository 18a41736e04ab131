import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { LISTED_TABLES } from "../../contracts/listed-tables.ts";
import { type SourceColumnsEnvironment, toEnvironment } from "../../functions/source-columns/environment.ts";
import type { SourceReport } from "../../functions/source-columns/report.ts";
import { type MariaDb, startMariaDb } from "../../local/sources/mariadb.ts";
import { type Postgres, startPostgres } from "../../local/sources/postgres.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../ops/fake-aws.ts";
import { PASSWORD, pageSql } from "./page-sql.ts";

const BUNDLE = fileURLToPath(new URL("../../dist/source-columns/index.mjs", import.meta.url));
const RUN = `const { handler } = await import(process.argv[1]);
  process.stdout.write("\\n" + JSON.stringify(await handler({})));`;

const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:";
const SETTINGS: SourceColumnsEnvironment = {
  stack: "it",
  databases: {
    practice: { engine: "mysql", schema: "practice", cdc: true, secretArn: `${SECRET}practice`, tls: "verify-full" },
    billing: { engine: "postgres", schema: "public", cdc: true, secretArn: `${SECRET}billing`, tls: "verify-full" },
  },
};

/** What each type of the contracts is in both databases. */
const TYPES = {
  integer: "bigint",
  timestamp: "timestamp",
  boolean: "boolean",
  date: "date",
  number: "double precision",
};

describe("The bundle of source-columns", function () {
  this.timeout(120_000);
  let aws: FakeAws;
  let mariadb: MariaDb;
  let postgres: Postgres;
  before(async () => {
    aws = await startFakeAws();
    [mariadb, postgres] = await Promise.all([startMariaDb(), startPostgres()]);
    await mariadb.run(`create database practice; ${pageSql("MySQL")[0]} use practice; ${tablesOf("practice")}`);
    await postgres.run("create database billing");
    await postgres.run(tablesOf("billing"), "billing");
    for (const sql of pageSql("PostgreSQL")) await postgres.run(sql);
  });
  after(async () => {
    await Promise.all([aws.close(), mariadb.stop(), postgres.stop()]);
  });
  beforeEach(() => {
    aws.on("GetSecretValue", ({ input }) => {
      const { port, ca } = input.SecretId.endsWith("practice") ? mariadb : postgres;
      const login = { username: "clearwell_columns", password: PASSWORD, host: "localhost", port: String(port), ca };
      return { SecretString: JSON.stringify(login) };
    });
  });

  async function invoke(): Promise<{ report: SourceReport; log: Record<string, unknown>[] }> {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", RUN, BUNDLE], {
      env: {
        ...toEnvironment(SETTINGS),
        AWS_REGION: "us-west-2",
        AWS_ENDPOINT_URL: aws.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        NODE_NO_WARNINGS: "1",
      },
    });
    const lines = stdout.split("\n").filter((line) => line !== "");
    const [report, ...log] = lines.reverse().map((line) => JSON.parse(line));
    return { report, log };
  }
  const metrics = (log: readonly Record<string, unknown>[]) => log.filter((line) => "_aws" in line);

  it("finds the shipped contracts as they are, in both kinds of database, and counts what is not listed", async () => {
    const { report, log } = await invoke();
    expect(report).to.deep.equal({
      databases: {
        practice: { findings: [], unlisted: ["clients.card"] },
        billing: { findings: [], unlisted: [] },
      },
    });
    expect(metrics(log)).to.have.length(1);
    expect(metrics(log)[0]).to.include({
      service: "source-columns",
      stack: "it",
      SourceFindings: 0,
      UnlistedColumns: 1,
    });
  });

  it("reports a source that it can't read beside the others, and then counts no columns", async () => {
    aws.on("GetSecretValue", ({ input }) => {
      if (input.SecretId.endsWith("practice")) throw new AwsFault("AccessDeniedException", `no, ${PASSWORD}`);
      return { SecretString: `{"username":"a","password":"${PASSWORD}"` };
    });
    const { report, log } = await invoke();
    const said = Object.values(report.databases).flatMap(({ findings }) => findings.map(({ problem }) => problem));
    expect(said).to.deep.equal([
      "its secret can't be read: AccessDeniedException 400",
      "its secret is not a JSON object",
    ]);
    expect(metrics(log)[0]).to.include({ SourceFindings: 2 }).and.not.have.property("UnlistedColumns");
    expect(JSON.stringify(log)).not.to.include(PASSWORD);
  });
});

/** Tables as the shipped contracts list them, and in `clients` a column that is not listed. */
function tablesOf(database: "practice" | "billing"): string {
  return Object.entries(LISTED_TABLES[database] ?? {})
    .map(([name, { key, lob, columns }]) => {
      const types = Object.entries(columns).map(([column, type]) => {
        const text = lob.includes(column) ? "text" : "varchar(80)";
        return `${column} ${type === "text" ? text : ((TYPES as Record<string, string>)[type] ?? type)}`;
      });
      const others = name === "clients" ? ["card varchar(20)"] : [];
      return `create table ${name} (${[...types, ...others, `primary key (${key.join(", ")})`].join(", ")});`;
    })
    .join("\n");
}
