import { expect } from "chai";
import { at, type StarEnvironment, startStar } from "./star.ts";

const customer = (id: string, plan: string, changed: string, extracted = changed) => ({
  ...{ id, name: "Ann", email: `${id}@example.org`, country: "NZ", plan, joined_on: "2020-02-29" },
  ...at(changed, extracted),
});
const video = (id: number, title: string, changed: string, channel_id = 7) => ({
  ...{ id, channel_id, title, language: "en", seconds: 60, price: 1.1, is_public: 1, published_on: "2026-01-01" },
  ...at(changed),
});
const channel = (id: number, name: string, changed: string) => ({
  ...{ id, name, category: "news", country: "NZ", created_at: "2020-01-01 00:00:00" },
  ...at(changed),
});
const transaction = (id: number, paid: string, more: object = {}, changed = paid, extracted = changed) => ({
  ...{ id, customer_id: "c1", video_id: 1, device: "tv", amount: 9.9, currency: "NZD", quantity: 1 },
  ...{ paid_at: `2026-11-27 ${paid}:00`, ...at(changed, extracted), ...more },
});

const FACTS = `SELECT f.id, c.plan, v.title, n.name AS channel, d.day, f.amount FROM analytics.fact_transaction f
  JOIN analytics.dim_customer c ON c.customer_key = f.customer_key JOIN analytics.dim_video v ON v.video_key = f.video_key
  JOIN analytics.dim_channel n ON n.channel_key = f.channel_key JOIN analytics.dim_date d ON d.date_key = f.date_key ORDER BY f.id`;

describe("The star", () => {
  let star: StarEnvironment;
  before(async () => {
    star = await startStar();
    await star.apply();
  });
  afterEach(() => star.empty());
  after(() => star.stop());

  /** `1 basic News Today 9.9`, of each fact. */
  const facts = async () =>
    (await star.query(FACTS)).map(({ ID, PLAN, TITLE, CHANNEL, AMOUNT }) =>
      [ID, PLAN, TITLE, CHANNEL, AMOUNT].join(" "),
    );

  it("has one fact a transaction, by the customer as of its time, the video, its channel and the day", async () => {
    await star.deliver("channels", channel(7, "Today", "09:00"));
    await star.deliver("videos", video(1, "News", "09:00"));
    await star.deliver("customers", customer("c1", "basic", "09:00"), customer("c1", "gold", "10:00"));
    await star.deliver(
      "transactions",
      transaction(1, "09:30"),
      transaction(2, "10:30", { amount: "12345678901234567.89" }),
    );
    await star.runTasks();
    expect(await facts()).to.deep.equal(["1 basic News Today 9.9", "2 gold News Today 12345678901234568"]);
    expect(
      await star.query("SELECT amount::VARCHAR AS amount FROM analytics.fact_transaction WHERE id = 2"),
    ).to.deep.equal([{ AMOUNT: "12345678901234567.89" }]);
    const [fact] = await star.query(
      "SELECT f.*, d.day FROM analytics.fact_transaction f JOIN analytics.dim_date d ON d.date_key = f.date_key WHERE f.id = 1",
    );
    expect(fact).to.include({ DATE_KEY: 20261127, QUANTITY: 1, DEVICE: "tv", CURRENCY: "NZD" });
    expect(
      await star.query(
        "SELECT plan, valid_from, valid_to, is_current FROM analytics.dim_customer WHERE customer_key <> 'unknown' ORDER BY 2",
      ),
    ).to.have.length(2);
  });

  it("has an unknown member in every dimension, for what is missing, for an event without a time and for a day without a place", async () => {
    for (const name of ["customer", "video", "channel"])
      expect(
        await star.query(`SELECT COUNT(*) AS n FROM analytics.dim_${name} WHERE ${name}_key = 'unknown'`),
      ).to.deep.equal([{ N: 1 }]);
    await star.deliver(
      "transactions",
      transaction(1, "09:30", { customer_id: null, video_id: null }),
      transaction(2, "09:30", { paid_at: null }),
      transaction(3, "09:30", { paid_at: "1999-12-31 23:59:59" }),
    );
    await star.runTasks();
    const rows = await star.query(
      "SELECT customer_key, video_key, channel_key, date_key FROM analytics.fact_transaction ORDER BY id",
    );
    expect(rows.map((row) => Object.values(row).join(" "))).to.deep.equal([
      "unknown unknown unknown 20261127",
      "unknown unknown unknown 0",
      "unknown unknown unknown 0",
    ]);
    expect(await star.query("SELECT COUNT(*) AS n FROM analytics.dim_date WHERE day IS NULL")).to.deep.equal([
      { N: 1 },
    ]);
  });

  it("puts facts right when a member comes late", async () => {
    await star.deliver("transactions", transaction(1, "09:30"));
    await star.runTasks();
    expect(await facts()).to.deep.equal(["1    9.9"]);
    await star.deliver("videos", video(1, "News", "09:00"));
    await star.deliver("customers", customer("c1", "basic", "09:00"));
    await star.runTasks();
    expect(await facts()).to.deep.equal(["1 basic News  9.9"]);
    await star.deliver("channels", channel(7, "Today", "09:00"));
    await star.runTasks();
    expect(await facts()).to.deep.equal(["1 basic News Today 9.9"]);
    await star.deliver("videos", video(1, "News", "09:40", 8));
    await star.deliver("channels", channel(8, "Tomorrow", "09:00"));
    await star.runTasks();
    expect(await facts()).to.deep.equal(["1 basic News Tomorrow 9.9"]);
  });

  it("gives a transaction from before the first known version that version", async () => {
    await star.deliver("customers", customer("c1", "gold", "10:00"));
    await star.deliver("transactions", transaction(1, "09:30"));
    await star.runTasks();
    expect(
      await star.query(
        "SELECT c.plan FROM analytics.fact_transaction f JOIN analytics.dim_customer c ON c.customer_key = f.customer_key",
      ),
    ).to.deep.equal([{ PLAN: "gold" }]);
    await star.deliver("customers", customer("c1", "basic", "09:00", "10:30"));
    await star.runTasks();
    expect(
      await star.query(
        "SELECT c.plan FROM analytics.fact_transaction f JOIN analytics.dim_customer c ON c.customer_key = f.customer_key",
      ),
    ).to.deep.equal([{ PLAN: "basic" }]);
  });

  it("changes the fact of a corrected transaction, and keeps one row for it", async () => {
    await star.deliver("transactions", transaction(1, "09:30"));
    await star.runTasks();
    await star.deliver("transactions", transaction(1, "09:30", { amount: 5.05, quantity: 2 }, "11:00"));
    await star.runTasks();
    expect(await star.query("SELECT id, amount, quantity FROM analytics.fact_transaction")).to.deep.equal([
      { ID: 1, AMOUNT: 5.05, QUANTITY: 2 },
    ]);
    await star.deliver("transactions", transaction(1, "09:30", {}, "09:30", "12:00"));
    await star.runTasks();
    expect(
      await star.query("SELECT amount FROM analytics.fact_transaction"),
      "an older version, read late",
    ).to.deep.equal([{ AMOUNT: 5.05 }]);
  });

  it("begins a version where a listed value changes, and not where only the time of change does", async () => {
    await star.deliver(
      "customers",
      customer("c1", "basic", "09:00"),
      customer("c1", "basic", "09:30"),
      customer("c1", "gold", "10:00"),
      customer("c1", "basic", "11:00"),
    );
    await star.runTasks();
    expect(await versions()).to.deep.equal(["basic 09:00 10:00", "gold 10:00 11:00", "basic 11:00 now"]);
  });

  /** `basic 09:00 10:00`, of each version. */
  const versions = async () => {
    const rows = await star.query(
      `SELECT plan, TO_CHAR(valid_from, 'HH24:MI') AS begins, COALESCE(TO_CHAR(valid_to, 'HH24:MI'), IFF(is_current, 'now', '?')) AS ends
       FROM star.dim_customer WHERE _key IS NOT NULL ORDER BY valid_from`,
    );
    return rows.map((row) => Object.values(row).join(" "));
  };

  it("joins versions again when a late one shows that nothing had changed between them, and its facts follow", async () => {
    await star.deliver("customers", customer("c1", "basic", "09:00"), customer("c1", "gold", "10:00"));
    await star.deliver("transactions", transaction(1, "09:45"));
    await star.runTasks();
    const before = await star.query("SELECT customer_key FROM analytics.fact_transaction");
    // The same time of change, read again later: the row had been corrected without it.
    await star.deliver("customers", customer("c1", "gold", "09:00", "10:30"));
    await star.runTasks();
    expect(await versions()).to.deep.equal(["gold 09:00 now"]);
    expect(await star.query("SELECT customer_key FROM analytics.fact_transaction")).to.deep.equal(before);
    await star.deliver("customers", customer("c1", "silver", "09:40", "11:00"));
    await star.runTasks();
    expect(await versions()).to.deep.equal(["gold 09:00 09:40", "silver 09:40 10:00", "gold 10:00 now"]);
    const [now] = await star.query(
      "SELECT c.plan FROM analytics.fact_transaction f JOIN analytics.dim_customer c ON c.customer_key = f.customer_key",
    );
    expect(now).to.deep.equal({ PLAN: "silver" });
  });

  it("is the same for every order in which records arrive, and for every number of runs between them", async () => {
    const records: readonly (readonly ["customers" | "videos" | "channels" | "transactions", object])[] = [
      ["customers", customer("c1", "basic", "09:00")],
      ["customers", customer("c1", "gold", "10:00")],
      ["customers", customer("c1", "gold", "10:00", "10:06")],
      ["customers", customer("c1", "silver", "10:00", "10:12")],
      ["customers", customer("c1", "silver", "11:00")],
      ["customers", customer("c1", "basic", "12:00")],
      ["channels", channel(7, "Today", "09:00")],
      ["videos", video(1, "News", "09:00")],
      ["videos", video(1, "Newer", "10:00", 8)],
      ["transactions", transaction(1, "09:30")],
      ["transactions", transaction(1, "09:30", { amount: 1 }, "12:30")],
      ["transactions", transaction(2, "11:30")],
      ["transactions", transaction(3, "08:00", { video_id: 2 })],
    ];
    const starAfter = async (order: readonly number[], runEvery: number) => {
      await star.empty();
      for (const [place, which] of order.entries()) {
        const [table, record] = records[which] ?? records[0] ?? (["customers", {}] as const);
        await star.deliver(table, record);
        if (place % runEvery === runEvery - 1) await star.runTasks();
      }
      await star.runTasks();
      return star.everything();
    };
    const inOrder = records.map((_, which) => which);
    const once = await starAfter(inOrder, 99);
    expect(once.dim_customer).to.have.length(4);
    expect(once.fact_transaction).to.have.length(3);
    expect(await starAfter(inOrder.toReversed(), 3), "backwards").to.deep.equal(once);
    // 5 and 13 have no common divisor, so every record comes once.
    expect(
      await starAfter(
        inOrder.map((which) => (which * 5 + 3) % records.length),
        4,
      ),
      "mixed",
    ).to.deep.equal(once);
  });

  it("[K-12] changes nothing in a second run, nor by anything that is delivered again", async () => {
    const all = async () => {
      await star.deliver("customers", customer("c1", "basic", "09:00"), customer("c1", "gold", "10:00"));
      await star.deliver("videos", video(1, "News", "09:00"));
      await star.deliver("transactions", transaction(1, "09:30"));
    };
    await all();
    await star.runTasks();
    const [before, staged] = [
      await star.everything(),
      await star.query("SELECT COUNT(*) AS n FROM star.stg_customers"),
    ];
    await star.runTasks();
    expect(await star.everything()).to.deep.equal(before);
    await all();
    await star.runTasks();
    expect(await star.everything()).to.deep.equal(before);
    expect(await star.query("SELECT COUNT(*) AS n FROM star.stg_customers")).to.deep.equal(staged);
    await star.apply();
    await star.runTasks();
    expect(await star.everything(), "a second apply, which computes all again").to.deep.equal(before);
  });
});
