import { expect } from "chai";
import type { WatermarkSource } from "../../contracts/source.ts";
import type { TableColumns } from "../../contracts/table.ts";
import type { WatermarkTable } from "../../contracts/watermark-table.ts";
import { checkStreams } from "../../ops/warehouse/check/streams.ts";
import type { Row, Warehouse } from "../../ops/warehouse/connection.ts";
import { type AppliedStar, customer, startAppliedStar, targetWith, transaction } from "./applied-star.ts";
import { at, SHIPPED, type StarEnvironment } from "./star.ts";

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
  let apply: AppliedStar["apply"];
  before(async () => {
    ({ star, warehouse, apply } = await startAppliedStar());
  });
  beforeEach(() => apply(SHIPPED));
  afterEach(() => star.empty());
  after(() => star.stop());

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
});
