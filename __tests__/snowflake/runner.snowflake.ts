import { generateKeyPairSync } from "node:crypto";
import { copyFile, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import { SOURCES } from "../../contracts/index.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { MASKS } from "../../contracts/masks.ts";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { writeDataSet } from "../../local/demo/data-set.ts";
import { runPipeline } from "../../local/pipeline.ts";
import { type Standin, startStandin } from "../../local/snowflake/start-standin.ts";
import { run } from "../../ops/run.ts";
import { connect } from "../../ops/warehouse/connect.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { targetOf } from "../../stacks/snowflake-target.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import type { ResolvedSnowflake } from "../../warehouse/snowflake/settings.ts";
import { recorder } from "../command/recorder.ts";

const DEMO = SOURCES.legion?.engine === "mongodb" ? SOURCES.legion.collections : {};
const STACK = "production-us-west-2";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:sf-snowpipe-STANDIN";

/** Production, with the queue that the stand-in's pipes have. */
const PRODUCTION = ENVIRONMENTS.filter(({ environment }) => environment === "production").map(
  (each): EnvironmentSettings => {
    const pipeline = each["mongodb-to-snowflake"];
    if (pipeline?.snowpipeSqsArn === undefined) return each;
    return { ...each, "mongodb-to-snowflake": { ...pipeline, snowpipeSqsArn: QUEUE } };
  },
);

describe("ops warehouse, in the stand-in over the demo's CLEAN files,", function () {
  this.timeout(300_000);
  let folder: string;
  let standin: Standin;
  let alive: ReadonlyMap<string, number>;
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ format: "pem", type: "pkcs8" })
    .toString();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-runner-"));
    const output = join(folder, "out");
    expect(
      await runPipeline({ input: undefined, output, calledFrom: folder, snowflake: false }, recorder([])),
    ).to.equal(true);
    const settings = { rawPrefix: "mongodb-data/", nullMarker: "NULL" };
    alive = (await writeDataSet(join(folder, "again"), settings, MASKS)).liveDocuments;
    standin = await startStandin({ "legion-clean-analytics": join(output, "clean") });
    const target = targetOf(PRODUCTION, SOURCES, "production");
    await asRole("ACCOUNTADMIN", async (query) => {
      for (const statement of account(target).statements) await query(statement);
    });
  });
  after(async () => {
    await standin.stop();
    await rm(folder, { recursive: true });
  });

  const login = (snowflake: ResolvedSnowflake) => connect(snowflake, { privateKey: key, accessUrl: standin.url });

  async function asRole<T>(
    role: string,
    work: (query: (sql: string) => Promise<readonly Record<string, unknown>[]>) => Promise<T>,
  ) {
    const session = await login({ ...targetOf(PRODUCTION, SOURCES, "production").snowflake, ownerRole: role });
    try {
      return await work((sql) => session.query(sql));
    } finally {
      await session.end();
    }
  }
  const query = (sql: string) => asRole("CLEARWELL_PRODUCTION_OWNER", (ask) => ask(sql));

  async function warehouse(args: readonly string[], collections: AllowList = DEMO) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await run(["warehouse", ...args], {
      environments: PRODUCTION,
      sources: { legion: { engine: "mongodb", collections } },
      program: () => Promise.reject(new Error("nothing builds an image here")),
      aws: () => {
        throw new Error("nothing of AWS is needed");
      },
      snowflake: login,
      dbt: () => {
        throw new Error("nothing is dbt's");
      },
      out: recorder(out),
      err: recorder(err),
      now: () => new Date(),
      wait: () => Promise.resolve(),
      calledFrom: ".",
    });
    return {
      code,
      out: out.join("\n"),
      err: err.join("\n"),
      json: args.includes("--json") ? (JSON.parse(out.join("")) as Record<string, never>) : {},
    };
  }

  async function currentRows(): Promise<Record<string, number>> {
    const counts = Object.keys(DEMO).map(async (name) => {
      const [row] = await query(`SELECT COUNT(*) AS n FROM CLEARWELL_PRODUCTION.analytics_legion.${name}`);
      return [`legion.${name}`, Number(row?.N)];
    });
    return Object.fromEntries(await Promise.all(counts)) as Record<string, number>;
  }
  const source = () =>
    Object.fromEntries(Object.keys(DEMO).map((name) => [`legion.${name}`, alive.get(`legion.${name}`)]));

  it("plans everything in an empty account, applies it, and has nothing to do the second time", async () => {
    const planned = await warehouse(["plan", "production"]);
    expect(planned.code, planned.err).to.equal(0);
    const applied = await warehouse(["apply", "production", "--json"]);
    expect(applied.code, applied.err).to.equal(0);
    expect(applied.json.applied).to.include.members(["010_schemas.sql", "300_legion.orders_analytics.sql"]);
    const again = await warehouse(["apply", "production", "--json"]);
    expect(again.code, again.err).to.equal(0);
    expect(again.json.applied).to.deep.equal([]);
    expect(again.json.removed).to.deep.equal([]);
  });

  it("loads the files, and shows for every collection as many current rows as the source has documents", async () => {
    const { code, err } = await warehouse(["refresh", "production", "--since", "7"]);
    expect(code, err).to.equal(0);
    expect(await currentRows()).to.deep.equal(source());
  });

  it("shows the same after every file came a second time in another version, and after every row was loaded twice", async () => {
    const clean = join(folder, "out/clean");
    for (const file of await readdir(clean, { recursive: true })) {
      if (!file.endsWith(".json.gz")) continue;
      const replayed = file.replace(/[.][0-9a-f]{8}[.]json/, ".00000000.json");
      await copyFile(join(clean, file), join(clean, replayed));
      const later = new Date(Date.now() + 1000);
      await utimes(join(clean, replayed), later, later);
    }
    await warehouse(["refresh", "production", "--since", "7"]);
    for (const name of Object.keys(DEMO)) {
      const landing = `CLEARWELL_PRODUCTION.landing_legion.${name}`;
      await query(`INSERT INTO ${landing} SELECT * FROM ${landing}`);
    }
    expect(await currentRows()).to.deep.equal(source());
  });

  it("finds nothing wrong", async () => {
    const { code, out, err } = await warehouse(["check", "production"]);
    expect(code, out + err).to.equal(0);
  });

  it("finds a column that lost its tag, and a pipe that is paused", async () => {
    await query(
      "ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.orders_production_us_west_2 SET PIPE_EXECUTION_PAUSED = TRUE",
    );
    const view = "CLEARWELL_PRODUCTION.analytics_legion.customers";
    await query(`CREATE OR REPLACE SECURE VIEW ${view} COPY GRANTS AS SELECT * FROM ${view}_subscriptions`);
    const { code, out, err } = await warehouse(["check", "production"]);
    expect(code, err).to.equal(1);
    expect(out).to.include("UNMASKED").and.include("paused");
    await query(
      "ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.orders_production_us_west_2 SET PIPE_EXECUTION_PAUSED = FALSE",
    );
  });

  it("erases a document from landing and so from every view, after it has shown what would go", async () => {
    const [row] = await query(
      'SELECT src:"oid__id"::VARCHAR AS id FROM CLEARWELL_PRODUCTION.current_legion.orders LIMIT 1',
    );
    const id = String(row?.ID);
    const args = ["erase", STACK, "--collection", "orders", "--key", id];
    const landed = async () =>
      Number(
        (
          await query(
            `SELECT COUNT(*) AS n FROM CLEARWELL_PRODUCTION.landing_legion.orders WHERE src:"oid__id"::VARCHAR = '${id}'`,
          )
        )[0]?.N,
      );
    const dry = await warehouse(args);
    expect(dry.code, dry.err).to.equal(0);
    expect(dry.out + dry.err).not.to.include(id);
    expect(await landed()).to.be.greaterThan(0);
    expect((await warehouse([...args, "--yes"])).code).to.equal(0);
    expect(await landed()).to.equal(0);
    expect((await currentRows())["legion.orders"]).to.equal((alive.get("legion.orders") ?? 0) - 1);
  });

  it("changes for a new classified field what it must and no more, and drops what is taken back, but no table", async () => {
    const { cases: _none, ...others } = DEMO;
    const changed = { ...others, orders: { ...DEMO.orders, email: pii("email") } };
    const planned = await warehouse(["plan", "production"], changed);
    expect(planned.out).to.include("email");
    const applied = await warehouse(["apply", "production", "--yes", "--json"], changed);
    expect(applied.code, applied.err).to.equal(0);
    expect(applied.json.applied).to.deep.equal([
      "030_roles.sql",
      "050_governance.sql",
      "300_legion.orders_analytics.sql",
      "310_legion.orders_checks.sql",
      "800_grants.sql",
    ]);
    const names = (rows: readonly Record<string, unknown>[]) => rows.map(({ name }) => String(name));
    expect(names(await query("SHOW VIEWS IN SCHEMA CLEARWELL_PRODUCTION.analytics_legion"))).not.to.include("CASES");
    expect(names(await query("SHOW PIPES IN SCHEMA CLEARWELL_PRODUCTION.landing_legion")).join()).not.to.include(
      "CASES",
    );
    expect(names(await query("SHOW TABLES IN SCHEMA CLEARWELL_PRODUCTION.landing_legion"))).to.include("CASES");
  });
});
