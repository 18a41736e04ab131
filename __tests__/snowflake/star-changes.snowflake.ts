import { expect } from "chai";
import type { WatermarkSource } from "../../contracts/source.ts";
import type { TableColumns } from "../../contracts/table.ts";
import type { WatermarkTable } from "../../contracts/watermark-table.ts";
import type { Session } from "../../ops/session.ts";
import { applyPlan } from "../../ops/warehouse/apply.ts";
import { countStreamed } from "../../ops/warehouse/check/streamed-tables.ts";
import { checkStreams } from "../../ops/warehouse/check/streams.ts";
import { type Row, snowflakeError, type Warehouse } from "../../ops/warehouse/connection.ts";
import { eraseStreamed } from "../../ops/warehouse/erase-streamed.ts";
import { findNamed } from "../../ops/warehouse/find-named.ts";
import { lookUp } from "../../ops/warehouse/look-up.ts";
import type { Plan } from "../../ops/warehouse/plan.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import { createLedger } from "../../warehouse/snowflake/ledger.ts";
import type { SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { streamOf } from "../warehouse/snowflake/stream-of.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";
import { at, SHIPPED, type StarEnvironment, startStar } from "./star.ts";

const customer = (id: string, more: object = {}, changed = "09:00", extracted = changed) => ({
  ...{ id, name: "Ann", email: `${id}@example.org`, country: "NZ", plan: "basic", joined_on: "2020-02-29" },
  ...{ ...at(changed, extracted), ...more },
});
const transaction = (id: number, more: object = {}, changed = "09:30", extracted = changed) => ({
  ...{ id, customer_id: "c1", video_id: 1, device: "tv", amount: 9.9, currency: "NZD", quantity: 1 },
  ...{ paid_at: "2026-11-27 09:30:00", ...at(changed, extracted), ...more },
});

/** The shipped source with other columns in one of its tables. */
function sourceWith(
  table: "customers" | "transactions",
  columns: (old: TableColumns) => TableColumns,
): WatermarkSource {
  const old = SHIPPED.tables[table] as WatermarkTable;
  return { ...SHIPPED, tables: { ...SHIPPED.tables, [table]: { ...old, columns: columns(old.columns) } } };
}

describe("A star whose contract changes", () => {
  let star: StarEnvironment;
  let warehouse: Warehouse;
  before(async () => {
    star = await startStar(targetWith(SHIPPED));
    warehouse = {
      query: (sql, binds) =>
        star.owner.query(sql, binds).catch((error: unknown) => {
          throw snowflakeError(error);
        }) as Promise<readonly Row[]>,
      end: async () => undefined,
    };
    const target = targetWith(SHIPPED);
    for (const statement of ["USE ROLE ACCOUNTADMIN", ...account(target).statements]) await star.owner.query(statement);
    for (const statement of [`USE ROLE ${target.snowflake.ownerRole}`, ...createLedger(target)])
      await star.owner.query(statement);
    await apply(SHIPPED);
  });
  beforeEach(() => apply(SHIPPED));
  afterEach(() => star.empty());
  after(() => star.stop());

  function targetWith(source: WatermarkSource, settings?: SnowflakeSettings): Target {
    return targetOf({}, settings, { stacks: [], databases: {}, streams: [streamOf({ video: source })] });
  }

  /** What `ops warehouse apply --yes` does. */
  async function apply(source: WatermarkSource, settings?: SnowflakeSettings): Promise<Plan> {
    const target = targetWith(source, settings);
    const found = await lookUp(warehouse, target);
    await applyPlan(warehouse, { target, ...found }, () => undefined);
    return found.plan;
  }

  const streams = async () =>
    (await star.owner.query("SHOW STREAMS IN DATABASE CLEARWELL_PRODUCTION")).map(({ name, created_on }) =>
      [name, created_on].join(" "),
    );

  it("has a new column, empty until rows are sent again, and no stream anew", async () => {
    await star.deliver("customers", customer("c1"));
    await star.runTasks();
    const before = await streams();
    await apply(sourceWith("customers", (old) => ({ ...old, tier: "text" })));
    await star.runTasks();
    expect(await streams()).to.deep.equal(before);
    const tiers = async () =>
      (await star.query("SELECT tier FROM analytics.dim_customer WHERE plan = 'basic'")).map(({ TIER }) => TIER);
    expect(await tiers()).to.deep.equal([null]);
    await star.deliver("customers", customer("c1", { tier: "one" }, "09:00", "11:00"));
    await star.runTasks();
    expect(await tiers()).to.deep.equal(["one"]);
    const plan = await apply(SHIPPED);
    expect(plan.removes.map(({ kind, name }) => `${kind} ${name.replace(/.*star_/, "")}`)).to.have.members([
      "column video.stg_customers.tier",
      "column video.dim_customer.tier",
    ]);
  });

  it("loses an unlisted column with its values, in landed records too, and nothing else", async () => {
    await star.deliver("transactions", transaction(1));
    await star.runTasks();
    const facts = () => star.query("SELECT * FROM star.fact_transaction");
    const [{ DEVICE, ...others } = {} as Row] = await facts();
    expect(DEVICE).to.equal("tv");
    const without = sourceWith("transactions", ({ device: _device, ...rest }) => rest as TableColumns);
    await apply(without);
    await star.runTasks();
    expect(await facts()).to.deep.equal([others]);
    expect((await star.query("SELECT * FROM star.stg_transactions"))[0]).not.to.have.property("DEVICE");
    const [landed] = await star.query("SELECT TO_JSON(src) AS record FROM landing.transactions");
    expect(Object.keys(JSON.parse(String(landed?.RECORD)))).to.have.members([
      ...["id", "customer_id", "video_id", "amount", "currency", "quantity", "paid_at", "updated_at", "_extracted_at"],
    ]);
  });

  it("gives a column another type, and reads the old rows again from their text", async () => {
    await star.deliver("transactions", transaction(1, { quantity: 1.5 }), transaction(2, { quantity: 2 }));
    await star.runTasks();
    const quantities = async () =>
      (await star.query("SELECT quantity FROM analytics.fact_transaction ORDER BY id")).map(({ QUANTITY }) => QUANTITY);
    expect(await quantities()).to.deep.equal([null, 2]);
    const plan = await apply(sourceWith("transactions", (old) => ({ ...old, quantity: "decimal(12,2)" })));
    expect(
      plan.retyped.map(({ column, now }) => `${column.name.split(".").at(-1)} ${column.definition} ${now}`),
    ).to.deep.equal(["quantity NUMBER(38,0) NUMBER(12,2)"]);
    await star.runTasks();
    expect(await quantities()).to.deep.equal([1.5, 2]);
  });

  it("goes on without a fact that is no longer declared, and has it again later", async () => {
    await star.deliver("transactions", transaction(1));
    await star.deliver("customers", customer("c1"));
    const withoutFacts = { ...SHIPPED, star: { dimensions: SHIPPED.star?.dimensions ?? {}, facts: {} } };
    const problems = async (source: WatermarkSource) =>
      (await checkStreams(warehouse, targetWith(source), new Date())).problems;
    await apply(withoutFacts);
    await star.runTasks();
    expect(await star.query("SELECT COUNT(*) AS n FROM analytics.dim_customer")).to.deep.equal([{ N: 2 }]);
    expect(await problems(withoutFacts)).to.deep.equal([]);
    await apply(SHIPPED);
    await star.runTasks();
    expect(
      await star.query("SELECT COUNT(*) AS n FROM analytics.fact_transaction WHERE customer_key <> 'unknown'"),
    ).to.deep.equal([{ N: 1 }]);
    expect(await problems(SHIPPED)).to.deep.equal([]);
  });

  it("lets a dimension keep only its newest values, and its versions again later", async () => {
    await star.deliver("customers", customer("c1"), customer("c1", { plan: "gold" }, "10:00"));
    await star.deliver("transactions", transaction(1));
    await star.runTasks();
    const before = await star.everything();
    const plans = async () =>
      (
        await star.query(
          "SELECT c.plan FROM star.fact_transaction f JOIN star.dim_customer c ON c.customer_key = f.customer_key",
        )
      ).map(({ PLAN }) => PLAN);
    expect(await plans()).to.deep.equal(["basic"]);
    const { dimensions = {}, facts = {} } = SHIPPED.star ?? {};
    await apply({
      ...SHIPPED,
      star: { dimensions: { ...dimensions, customer: { table: "customers", type: 1 } }, facts },
    });
    await star.runTasks();
    expect(await plans()).to.deep.equal(["gold"]);
    expect(await star.query("SELECT plan FROM star.dim_customer WHERE _key = 'c1'")).to.deep.equal([{ PLAN: "gold" }]);
    await apply(SHIPPED);
    await star.runTasks();
    expect(await plans()).to.deep.equal(["basic"]);
    expect((await star.everything()).dim_customer?.length).to.equal(before.dim_customer?.length);
  });

  it("fills a dimension that is given another table from that one alone, and goes on with it", async () => {
    const channel = (id: number, minute: string) => ({
      ...{ id, name: "Films", category: "film", country: "NZ", created_at: "2026-01-01 00:00:00" },
      ...at(minute),
    });
    await star.deliver("customers", customer("c1"));
    await star.deliver("channels", channel(7, "09:00"));
    await star.runTasks();
    const keys = async () =>
      (await star.query("SELECT _key FROM star.dim_customer WHERE _key IS NOT NULL ORDER BY 1")).map((row) => row._KEY);
    expect(await keys()).to.deep.equal(["c1"]);
    await apply({ ...SHIPPED, star: { dimensions: { customer: { table: "channels", type: 1 } }, facts: {} } });
    await star.runTasks();
    expect(await keys()).to.deep.equal(["7"]);
    await star.deliver("channels", channel(8, "09:10"));
    await star.runTasks();
    expect(await keys()).to.deep.equal(["7", "8"]);
    await apply(SHIPPED);
  });

  it("applies nothing if rows have another key than the contract, and says how to begin anew: else they would be there twice", async () => {
    await star.deliver("customers", customer("c1"));
    await star.runTasks();
    const other = { ...SHIPPED.tables.customers, key: ["email"] } as unknown as WatermarkTable;
    const source = { ...SHIPPED, tables: { ...SHIPPED.tables, customers: other } };
    const refused: unknown = await apply(source).catch((error: unknown) => error);
    expect((refused as Error).message)
      .to.include("key id; by updated_at; now key email")
      .and.include("ops -- backfill");
    const statement = /DELETE FROM .*(?=;)/.exec((refused as Error).message)?.[0] ?? "";
    await star.owner.query(statement);
    await apply(source);
    await star.deliver("customers", customer("c1", {}, "09:00", "11:00"));
    await star.runTasks();
    const keys = await star.query("SELECT _key FROM star.dim_customer WHERE _key IS NOT NULL");
    expect(keys).to.deep.equal([{ _KEY: "c1@example.org" }]);
    await star.owner.query(statement);
    await apply(SHIPPED);
  });

  it("applies nothing if a stream is gone, and says how it is made anew: then nothing is lost", async () => {
    await star.deliver("customers", customer("c1"));
    await star.query("DROP STREAM landing.customers_stream");
    const error: unknown = await apply(SHIPPED).catch((refused: unknown) => refused);
    const { message } = error as Error;
    expect(message).to.include("customers_stream");
    expect(
      (await checkStreams(warehouse, targetWith(SHIPPED), new Date())).problems.map(({ problem }) => problem),
    ).to.deep.equal(["the stream is missing"]);
    const statement = /CREATE OR REPLACE STREAM .*(?=;)/.exec(message)?.[0] ?? "";
    await star.owner.query(statement);
    await apply(SHIPPED);
    await star.runTasks();
    expect(await star.query("SELECT _key FROM star.dim_customer WHERE _key = 'c1'")).to.have.length(1);
  });

  it("is looked at by warehouse check: tasks, streams near their end, what the source counted, and when", async () => {
    const target = targetWith(SHIPPED);
    const check = async (now = new Date()) =>
      (await checkStreams(warehouse, target, now)).problems.map(
        ({ where, problem }) => `${where.split(".").at(-1)}: ${problem}`,
      );
    expect(await check()).to.deep.equal([]);
    await star.query("ALTER TASK star.wash_rows SUSPEND");
    await star.deliver("customers", customer("c1"), {
      _control: { day: "2026-11-27", keys: 2, checksum: "1" },
      ...at("10:00"),
    });
    await star.query("EXECUTE TASK star.wash_rows");
    await star.query("UPDATE star.controls SET _loaded_at = DATEADD(HOUR, -3, CURRENT_TIMESTAMP())");
    expect(await check()).to.deep.equal([
      "wash_rows: the task is suspended",
      "video/customers: not what the source counted on 2026-11-27: 2 rows there, 1 here, or other versions of them",
    ]);
    await star.query("ALTER TASK star.wash_rows RESUME");
    const in28Days = new Date(Date.now() + 28 * 86_400_000);
    expect((await check(in28Days)).filter((each) => /can be read for [12][.]\d days more/.test(each))).to.have.length(
      13,
    );
    const source = findNamed(target, "video/customers");
    if (source.kind !== "streamed") throw new Error("no streamed table");
    const counted = () => countStreamed(warehouse, target, source.table);
    expect(await counted()).to.deep.equal({
      found: { table: "video/customers", rows: 1, newest: "2026-11-27 09:00:00", countedAt: "2026-11-27 10:00:00" },
      problems: [],
    });
    await star.query("UPDATE star.controls SET _loaded_at = DATEADD(DAY, -3, CURRENT_TIMESTAMP())");
    expect((await counted()).problems.map(({ problem }) => problem)).to.deep.equal([
      "the source has not counted its rows since 2026-11-27 10:00:00",
    ]);
  });

  it("forgets a person: rows, versions, controls and what names him; his facts stay, without him", async () => {
    await star.deliver("customers", customer("c1"), customer("c1", { plan: "gold" }, "10:00"), customer("c2"));
    await star.deliver("transactions", transaction(1), transaction(2, { customer_id: "c2" }));
    await star.deliver("customers", { _control: { day: "2026-11-27", keys: 2, checksum: "1" }, ...at("10:00") });
    await star.runTasks();
    const target = targetWith(SHIPPED);
    const found = findNamed(target, "video/customers");
    if (found.kind !== "streamed") throw new Error("no streamed table");
    const erase = (yes: boolean) =>
      eraseStreamed({ now: () => new Date() } as Session, warehouse, target, { ...found, values: ["c1"], yes });
    const everywhere = async () => {
      const texts: string[] = [];
      for (const table of [
        "landing.customers",
        "landing.transactions",
        "star.stg_customers",
        "star.stg_transactions",
        "star.dim_customer",
        "star.fact_transaction",
      ])
        texts.push(JSON.stringify(await star.query(`SELECT * FROM ${table}`)));
      return texts.join("\n");
    };
    await erase(false);
    expect(await everywhere())
      .to.include('"c1"')
      .and.include("c1@example.org");
    const { json, ok } = await erase(true);
    expect(ok).to.equal(true);
    expect(
      (json as { found: { what: string; found: number }[] }).found.map(({ what, found: n }) => `${n} ${what}`),
    ).to.deep.equal([
      "1 facts that name it",
      "1 records that name it",
      "1 records that name it",
      "2 members and versions",
      "2 records",
      "2 records",
    ]);
    expect(await everywhere())
      .not.to.include('"c1"')
      .and.not.to.include("c1@example.org");
    const facts = () =>
      star.query("SELECT id, customer_key = 'unknown' AS is_unknown FROM star.fact_transaction ORDER BY id");
    const expected = [
      { ID: 1, IS_UNKNOWN: true },
      { ID: 2, IS_UNKNOWN: false },
    ];
    expect(await facts()).to.deep.equal(expected);
    expect(await star.query("SELECT COUNT(*) AS n, COUNT(key_count) AS counted FROM star.controls")).to.deep.equal([
      { N: 1, COUNTED: 0 },
    ]);
    await star.query(`INSERT INTO star.rebuild SELECT CURRENT_TIMESTAMP(), 'a test'`);
    await star.runTasks();
    expect(await facts(), "after all was computed again").to.deep.equal(expected);
    expect((await erase(true)).ok, "nothing is left").to.equal(false);
    const before = new Date(Date.now() - 60_000).toISOString().replace("T", " ").slice(0, 19);
    const late = { updated_at: "2026-11-27 10:30:00", _extracted_at: before };
    await star.deliver("customers", customer("c1", late));
    await star.deliver("transactions", transaction(3, late));
    await star.runTasks();
    for (const table of ["star.stg_customers", "star.stg_transactions", "star.dim_customer"])
      expect(
        JSON.stringify(await star.query(`SELECT * FROM ${table}`)),
        `${table}, of what was read before`,
      ).not.to.include('"c1"');
    expect(await facts()).to.deep.equal([...expected, { ID: 3, IS_UNKNOWN: true }]);
    const after = new Date(Date.now() + 60_000).toISOString().replace("T", " ").slice(0, 19);
    await star.deliver("customers", customer("c1", { updated_at: "2026-11-27 10:40:00", _extracted_at: after }));
    await star.runTasks();
    expect(JSON.stringify(await star.query("SELECT _key FROM star.dim_customer")), "a customer again").to.include(
      '"c1"',
    );
  });

  it("keeps of superseded records what the star and the control need, for as long as they do", async () => {
    await apply(SHIPPED, { landingDays: 30 });
    await star.deliver(
      "customers",
      customer("c1"),
      customer("c1", {}, "09:00", "09:05"),
      customer("c1", { plan: "gold" }, "10:00"),
    );
    await star.deliver("transactions", transaction(1), transaction(1, { amount: 5 }, "10:00"));
    await star.runTasks();
    const before = await star.everything();
    const counts = async () => {
      const rows = [];
      for (const table of ["landing.customers", "star.stg_customers", "landing.transactions", "star.stg_transactions"])
        rows.push((await star.query(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.N);
      return rows;
    };
    await star.query("EXECUTE TASK star.remove_superseded");
    expect(await counts(), "all are young").to.deep.equal([3, 3, 2, 2]);
    for (const table of ["landing.customers", "star.stg_customers", "landing.transactions", "star.stg_transactions"])
      await star.query(`UPDATE ${table} SET _loaded_at = DATEADD(DAY, -31, CURRENT_TIMESTAMP())`);
    await star.query("EXECUTE TASK star.remove_superseded");
    expect(await counts(), "both versions stay").to.deep.equal([1, 2, 1, 1]);
    await star.query(`INSERT INTO star.rebuild SELECT CURRENT_TIMESTAMP(), 'a test'`);
    await star.runTasks();
    expect(await star.everything()).to.deep.equal(before);
  });
});
