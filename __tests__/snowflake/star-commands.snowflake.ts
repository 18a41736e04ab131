import { expect } from "chai";
import type { WatermarkSource } from "../../contracts/source.ts";
import type { WatermarkTable } from "../../contracts/watermark-table.ts";
import type { DatabaseSettings } from "../../stacks/mysql-to-snowflake/settings.ts";
import { production, SETTINGS } from "../stacks/mysql-to-snowflake/fixtures.ts";
import { type Deployed, type Operator, QUEUE, startOperator } from "./operator.ts";
import { at, SHIPPED } from "./star.ts";

const STACK = "production-us-west-2-mysql-to-snowflake";
const DB = "CLEARWELL_PRODUCTION";

/** The shipped star in an environment of this pipeline alone. */
const STAR: Deployed<WatermarkSource> = {
  bucket: "clearwell-stream-us-west-2-production",
  environments: [
    {
      ...production({
        databases: { video: SETTINGS.databases.shop as DatabaseSettings },
        snowpipeSqsArn: QUEUE,
      }),
      snowflake: { account: "acme-standin" },
    },
  ],
  sourcesOf: (video) => ({ video }),
};

describe("The warehouse commands with a star, in a stand-in for Snowflake", () => {
  let operator: Operator<WatermarkSource>;
  before(async () => {
    operator = await startOperator(STAR);
  });
  after(() => operator.stop());

  const run = (command: string, source = SHIPPED) => {
    const [name = "", ...args] = command.split(" ");
    return operator.ops([name, STACK, ...args], source);
  };
  const succeeds = async (command: string, source = SHIPPED) => {
    const { code, out, err } = await run(command, source);
    expect(code, `${command}\n${out}${err}`).to.equal(0);
    return out;
  };
  const problems = async () => {
    const { code, out, err } = await run("check --json");
    expect(out, err).not.to.equal("");
    const found = JSON.parse(out).problems as { where: string; problem: string }[];
    expect(code).to.equal(found.length === 0 ? 0 : 1);
    return found.map(({ where, problem }) => `${where}: ${problem}`);
  };
  const put = (table: string, name: string, ...records: object[]) =>
    operator.bucket.put(`data/stream/video/${table}/year=2026/month=11/day=27/${name}.json.gz`, records);
  const customer = (id: string) => ({ id, name: "Ann", email: `${id}@example.org`, plan: "gold", ...at("09:00") });
  const countIn = async (table: string) =>
    Number((await operator.admin.query(`SELECT COUNT(*) AS n FROM ${DB}.${table} WHERE _key IS NOT NULL`))[0]?.N);

  it("say that an administrator comes first; plan everything as new, and after an apply nothing", async () => {
    const early = await run("plan");
    expect(early.code).to.equal(1);
    expect(early.err).to.include("account.sql");
    await operator.setUp(SHIPPED);
    const plan = JSON.parse(await succeeds("plan --json")) as { files: { file: string; state: string }[] };
    expect(new Set(plan.files.map(({ state }) => state))).to.deep.equal(new Set(["new"]));
    await succeeds("apply");
    expect(await succeeds("plan")).to.include("Nothing to apply.");
  });

  it("load what pipes have missed, of all tables or of one, and check it", async () => {
    await put("customers", "1", customer("c1"), customer("c2"));
    await put("channels", "1", { id: 1, name: "News", ...at("09:00") });
    expect(await succeeds("refresh --collection video/customers")).to.include("loads 1 file now");
    expect(await succeeds("refresh")).to.include("loads 1 file now");
    await operator.admin.query(`EXECUTE TASK ${DB}.star_video.wash_rows`);
    expect(await countIn("star_video.dim_customer")).to.equal(2);
    expect(await problems()).to.deep.equal([]);
    expect(await succeeds("check")).to.match(/video\/customers +RUNNING +2 /);
  });

  it("find a pipe that is paused, a task that is suspended, and a stream and a view that are gone; an apply mends it or says how", async () => {
    const { admin } = operator;
    await admin.query(`ALTER PIPE ${DB}.landing_video.kinesis_s3_snowpipe_videos SET PIPE_EXECUTION_PAUSED = TRUE`);
    await admin.query(`ALTER TASK ${DB}.star_video.compare_controls SUSPEND`);
    await admin.query(`DROP VIEW ${DB}.analytics_video.dim_video`);
    expect(await problems()).to.have.members([
      `${DB}.landing_video.kinesis_s3_snowpipe_videos: the pipe is PAUSED`,
      `${DB}.star_video.compare_controls: the task is suspended`,
      `${DB}.analytics_video.dim_video: the view is missing`,
    ]);
    await admin.query(`ALTER PIPE ${DB}.landing_video.kinesis_s3_snowpipe_videos SET PIPE_EXECUTION_PAUSED = FALSE`);
    await succeeds("apply --all");
    expect(await problems()).to.deep.equal([]);
    await admin.query(`DROP STREAM ${DB}.landing_video.videos_stream`);
    expect(await problems()).to.include(`${DB}.landing_video.videos_stream: the stream is missing`);
    const { code, err } = await run("apply --all");
    expect(code).to.equal(1);
    const statements = err.split("\n").filter((line) => /^ {2}(USE|CREATE) /.test(line));
    expect(statements).to.have.length(2);
    for (const statement of statements) await admin.query(statement.trim().replace(/;$/, ""));
    await admin.query("USE ROLE ACCOUNTADMIN");
    await succeeds("apply --all");
    expect(await problems()).to.deep.equal([]);
  });

  it("take a column that is no longer listed away only when asked, and say so before", async () => {
    const old = SHIPPED.tables.customers as WatermarkTable;
    const { plan: _plan, ...columns } = old.columns;
    const without = {
      ...SHIPPED,
      tables: { ...SHIPPED.tables, customers: { ...old, columns } },
    } as WatermarkSource;
    const isThere = async () =>
      Object.hasOwn((await operator.admin.query(`SELECT * FROM ${DB}.star_video.stg_customers`))[0] ?? {}, "PLAN");
    const planned = JSON.parse(await succeeds("plan --json", without)) as { removes: { kind: string; name: string }[] };
    expect(planned.removes.map(({ kind, name }) => `${kind} ${name.split(".").slice(1).join(".")}`)).to.include(
      "column star_video.stg_customers.plan",
    );
    await run("apply", without);
    expect(await isThere()).to.equal(true);
    await succeeds("apply --yes", without);
    expect(await isThere()).to.equal(false);
    await succeeds("apply --yes");
  });

  it("erase a person when asked, say before what there is, and find nobody afterwards", async () => {
    const erase = "erase --collection video/customers --key c1";
    expect(await succeeds(erase)).to.include("Nothing was done");
    expect(await countIn("star_video.dim_customer")).to.equal(2);
    expect(await succeeds(`${erase} --yes`)).to.include("Erased in");
    expect(await countIn("star_video.dim_customer")).to.equal(1);
    const again = await run(`${erase} --yes`);
    expect(again.code).to.equal(1);
    expect(again.out).to.include("Nothing is known").and.not.include("c1@example.org");
    const wrong = await run("erase --collection video/custmers --key c1");
    expect(wrong.code).to.equal(2);
    expect(wrong.err).to.include("video/customers");
  });

  it("give hidden identifiers other texts when asked, and the facts keep their members", async () => {
    await put("transactions", "1", {
      ...{ id: 1, customer_id: "c2", video_id: 1, amount: 1, currency: "NZD", quantity: 1 },
      ...{ paid_at: "2026-11-27 09:30:00", ...at("09:30") },
    });
    await succeeds("refresh");
    const joined = async () => {
      await operator.admin.query(`EXECUTE TASK ${DB}.star_video.wash_rows`);
      const rows = await operator.admin.query(
        `SELECT f.customer_key FROM ${DB}.star_video.fact_transaction f JOIN ${DB}.star_video.dim_customer c ON c.customer_key = f.customer_key WHERE c._key = 'c2'`,
      );
      return rows.map(({ CUSTOMER_KEY }) => CUSTOMER_KEY);
    };
    const before = await joined();
    expect(before).to.have.length(1);
    await succeeds("rotate-secret --yes");
    const after = await joined();
    expect(after).to.have.length(1).and.not.include(before[0]);
  });
});
