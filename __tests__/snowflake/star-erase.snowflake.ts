import { expect } from "chai";
import type { Session } from "../../ops/session.ts";
import { countStreamed } from "../../ops/warehouse/check/streamed-tables.ts";
import { checkStreams } from "../../ops/warehouse/check/streams.ts";
import type { Warehouse } from "../../ops/warehouse/connection.ts";
import { eraseStreamed } from "../../ops/warehouse/erase-streamed.ts";
import { findNamed } from "../../ops/warehouse/find-named.ts";
import { type AppliedStar, customer, startAppliedStar, targetWith, transaction } from "./applied-star.ts";
import { at, SHIPPED, type StarEnvironment } from "./star.ts";

describe("A star that an operator looks after", () => {
  let star: StarEnvironment;
  let warehouse: Warehouse;
  let apply: AppliedStar["apply"];
  before(async () => {
    ({ star, warehouse, apply } = await startAppliedStar());
  });
  beforeEach(() => apply(SHIPPED));
  afterEach(() => star.empty());
  after(() => star.stop());

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
