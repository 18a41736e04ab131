import { createHash } from "node:crypto";
import { expect } from "chai";
import { inStar } from "../../warehouse/snowflake/star/names.ts";
import { at, type StarEnvironment, startStar } from "./star.ts";

const customer = (id: string, plan: string, changed: string, extracted = changed) => ({
  ...{ id, name: "Ann", email: `${id}@example.org`, country: "NZ", plan, joined_on: "2020-02-29" },
  ...at(changed, extracted),
});

/** What the producer sends once a day, of keys and their times of change as it computes it in MySQL. */
const control = (rows: Readonly<Record<string, string>>, extracted: string, day = "2026-11-27") => {
  const parts = Object.entries(rows).map(([key, changed]) =>
    BigInt(
      `0x${createHash("md5")
        .update(`${key}|${at(changed).updated_at}`)
        .digest("hex")
        .slice(0, 8)}`,
    ),
  );
  const checksum = parts.reduce((sum, part) => sum + part, 0n).toString();
  return { _control: { day, keys: parts.length, checksum }, _extracted_at: at(extracted)._extracted_at };
};

describe("The star in operation", () => {
  let star: StarEnvironment;
  before(async () => {
    star = await startStar();
    await star.apply();
  });
  afterEach(() => star.empty());
  after(() => star.stop());

  const failure = (sql: string) =>
    star.query(sql).then(
      () => "none",
      (error: unknown) => String((error as Error).message),
    );
  const settle = () => star.query("UPDATE star.controls SET _loaded_at = DATEADD(HOUR, -3, CURRENT_TIMESTAMP())");
  const controls = async () =>
    (await star.query("SELECT source_table, day, differs FROM checks.controls WHERE day IS NOT NULL ORDER BY 1")).map(
      (row) => Object.values(row).join(" "),
    );

  it("finds nothing if what is here is what the source has counted: of rows that were read until then, the newest of each key", async () => {
    await star.deliver(
      "customers",
      customer("c1", "basic", "09:00"),
      customer("c1", "gold", "10:00"),
      customer("c2", "gold", "09:30"),
      control({ c1: "10:00", c2: "09:30" }, "10:30"),
      // Read afterwards: the source did not have them when it counted.
      customer("c1", "silver", "10:40"),
      customer("c3", "basic", "10:45"),
      // A version that is read again, later.
      customer("c2", "gold", "09:30", "10:50"),
    );
    await star.runTasks();
    expect(await controls(), "rows may still follow").to.deep.equal([]);
    await settle();
    expect(await controls()).to.deep.equal(["customers 2026-11-27 false"]);
    expect(await failure("EXECUTE TASK star.compare_controls")).to.equal("none");
    await star.deliver("customers", control({ c1: "10:40", c2: "09:30", c3: "10:45" }, "11:00", "2026-11-28"));
    await star.runTasks();
    await settle();
    expect(await controls(), "the newest counts").to.deep.equal(["customers 2026-11-28 false"]);
  });

  it("fails loudly, naming table and day, if a row or a version is missing, until it comes", async () => {
    await star.deliver("customers", customer("c1", "basic", "09:00"), control({ c1: "10:00" }, "10:30"));
    await star.deliver("channels", control({}, "10:30"));
    await star.deliver("videos", control({ 1: "10:00" }, "10:30"));
    await star.runTasks();
    await settle();
    expect(await controls()).to.deep.equal([
      "channels 2026-11-27 false",
      "customers 2026-11-27 true",
      "videos 2026-11-27 true",
    ]);
    expect(await failure("EXECUTE TASK star.compare_controls")).to.include(
      "CONTROL_DIFFERS: video/customers on 2026-11-27, video/videos on 2026-11-27",
    );
    await star.deliver("customers", customer("c1", "gold", "10:00"));
    await star.runTasks();
    expect(await controls()).to.include("customers 2026-11-27 false");
  });

  it("fails loudly, naming the table, if the database's rows have come for two days and no count of it, or none since", async () => {
    const missing = async () =>
      (await star.query("SELECT source_table FROM checks.controls WHERE missing ORDER BY 1")).map(
        (row) => row.SOURCE_TABLE,
      );
    const age = (table: string, days: number) =>
      star.query(`UPDATE star.${table} SET _loaded_at = DATEADD(DAY, -${days}, CURRENT_TIMESTAMP())`);
    await star.deliver("customers", customer("c1", "basic", "09:00"));
    await star.runTasks();
    await age("stg_customers", 1);
    expect(await missing(), "too early to tell").to.deep.equal([]);
    expect(await failure("EXECUTE TASK star.miss_controls")).to.equal("none");
    await age("stg_customers", 3);
    expect(await missing(), "nothing has come of the others").to.deep.equal([
      "channels",
      "customers",
      "transactions",
      "videos",
    ]);
    expect(await failure("EXECUTE TASK star.miss_controls")).to.include(
      "CONTROL_MISSING: video/channels, video/customers, video/transactions, video/videos",
    );
    await star.deliver("customers", control({ c1: "09:00" }, "10:30"));
    for (const table of ["channels", "transactions", "videos"] as const)
      await star.deliver(table, control({}, "10:30"));
    await star.runTasks();
    await settle();
    expect(await missing()).to.deep.equal([]);
    await age("controls", 3);
    expect(await missing()).to.deep.equal(["channels", "customers", "transactions", "videos"]);
  });

  it("[K-15, K-16] consumes nothing if a task fails: the next run does what was left, without anything new", async () => {
    await star.deliver("customers", customer("c1", "basic", "09:00"));
    await star.query("ALTER TABLE star.dim_customer RENAME COLUMN plan TO plan_");
    expect(await failure("EXECUTE TASK star.wash_rows")).not.to.equal("none");
    const staged = await star.query("SELECT COUNT(*) AS n FROM star.stg_customers");
    expect(staged, "the wash is done").to.deep.equal([{ N: 1 }]);
    expect(await star.query("SELECT COUNT(*) AS n FROM star.dim_customer_of_customers_stream")).to.deep.equal([
      { N: 1 },
    ]);
    await star.query("ALTER TABLE star.dim_customer RENAME COLUMN plan_ TO plan");
    await star.runTasks();
    expect(await star.query("SELECT plan FROM star.dim_customer WHERE _key = 'c1'")).to.deep.equal([{ PLAN: "basic" }]);
    expect(await star.query("SELECT COUNT(*) AS n FROM star.dim_customer_of_customers_stream")).to.deep.equal([
      { N: 0 },
    ]);
  });

  it("hides personal values from readers, and shows one kind to its role; keys join, and can't be found by trying", async () => {
    await star.deliver("customers", customer("c1", "basic", "09:00"));
    await star.deliver("transactions", {
      ...{ id: 1, customer_id: "c1", video_id: 1, device: "tv", amount: 1, currency: "NZD", quantity: 1 },
      ...{ paid_at: "2026-11-27 09:30:00", ...at("09:30") },
    });
    await star.runTasks();
    const joined = `SELECT c.id, c.name, c.email, c.country, f.amount FROM analytics.fact_transaction f
      JOIN analytics.dim_customer c ON c.customer_key = f.customer_key`;
    const [hidden] = await star.queryAs(["READER"], joined);
    expect(hidden).to.include({ NAME: "***", EMAIL: "***", COUNTRY: "NZ", AMOUNT: 1 });
    expect(hidden?.ID).to.match(/^[0-9a-f]{64}$/);
    const [clear] = await star.queryAs(["READER", "READ_PII_EMAIL"], joined);
    expect(clear).to.include({ NAME: "***", EMAIL: "c1@example.org" });
    const [keys] = await star.query("SELECT customer_key FROM analytics.fact_transaction");
    const tried = ["c1", "c1 2026-11-27 09:00:00.000000"].map((text) =>
      createHash("sha256").update(text).digest("hex"),
    );
    expect(tried).not.to.include(keys?.CUSTOMER_KEY);
    for (const table of ["landing.customers", "star.dim_customer", "star.stg_customers", "star.typed_customers"])
      expect(
        await refused(["READER", "TRANSFORMER", "LOADER", "READ_PII_EMAIL"], `SELECT * FROM ${table}`),
        table,
      ).to.equal(true);
    expect(await refused(["READER"], "SELECT * FROM checks.customers")).to.equal(false);
  });

  it("counts values that are not of their type, and records that can't be put in order", async () => {
    await star.deliver(
      "customers",
      { ...customer("c1", "basic", "09:00"), joined_on: "soon" },
      { ...customer("c2", "basic", "09:00"), id: null },
      { ...customer("c3", "basic", "09:00"), updated_at: "0000-00-00 00:00:00" },
      { ...customer("c4", "basic", "09:00"), _extracted_at: null },
    );
    await star.runTasks();
    expect(await star.query("SELECT * FROM checks.customers WHERE found > 0 ORDER BY field")).to.deep.equal([
      { VIEW_NAME: "dim_customer", FIELD: "joined_on", FINDING: "not of its type", FOUND: 1 },
      { VIEW_NAME: "dim_customer", FIELD: "key", FINDING: "record without its key or its times", FOUND: 3 },
    ]);
    expect(await star.query("SELECT joined_on FROM star.dim_customer WHERE _key = 'c1'")).to.deep.equal([
      { JOINED_ON: null },
    ]);
  });

  it("alarms three days before a stream would lose rows", async () => {
    const watch = "EXECUTE TASK CLEARWELL_PRODUCTION.star_video.watch_streams";
    expect(await failure(watch)).to.equal("none");
    await star.query("ALTER TABLE landing.videos SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 2");
    expect(await failure(watch)).to.include("STREAM_NEARLY_STALE: LANDING_VIDEO.VIDEOS_STREAM");
    await star.query("ALTER TABLE landing.videos SET MAX_DATA_EXTENSION_TIME_IN_DAYS = 30");
  });

  it("computes all again when it is asked to, with the secret of today", async () => {
    await star.deliver("customers", customer("c1", "basic", "09:00"));
    await star.deliver("transactions", {
      ...{ id: 1, customer_id: "c1", video_id: 1, device: "tv", amount: 1, currency: "NZD", quantity: 1 },
      ...{ paid_at: "2026-11-27 09:30:00", ...at("09:30") },
    });
    await star.runTasks();
    const key = async () => (await star.query("SELECT customer_key FROM star.fact_transaction"))[0]?.CUSTOMER_KEY;
    const before = await key();
    await star.query("UPDATE CLEARWELL_PRODUCTION.governance.pseudonym_secret SET secret = 'another'");
    await star.query(
      `INSERT INTO ${inStar(star.target(), "video", "rebuild")} SELECT CURRENT_TIMESTAMP(), 'another secret'`,
    );
    await star.runTasks();
    expect(await key())
      .to.be.a("string")
      .and.not.equal(before);
    const joined = await star.query(
      "SELECT COUNT(*) AS n FROM star.fact_transaction f JOIN star.dim_customer c ON c.customer_key = f.customer_key WHERE c._key = 'c1'",
    );
    expect(joined).to.deep.equal([{ N: 1 }]);
    expect(await star.query("SELECT COUNT(*) AS n FROM star.dim_customer WHERE _key = 'c1'")).to.deep.equal([{ N: 1 }]);
  });

  async function refused(roles: readonly string[], sql: string): Promise<boolean> {
    return star.queryAs(roles, sql).then(
      () => false,
      () => true,
    );
  }
});
