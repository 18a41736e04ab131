import { expect } from "chai";
import { goBack } from "../../../functions/sync/go-back.ts";
import { type Row, startWorld, type World } from "./world.ts";

const at = (minute: number) => `2026-07-27 01:${String(minute).padStart(2, "0")}:00`;
const FULL = "20260727T0130";
const CHANGES = "20260727T0230";
const REPEAT = "20260727T0330";
const NEXT_FULL = "20260727T0430";

/** The source after each batch: one row changes and one is new, then one changes again, and another comes twice. */
const FIRST: readonly Row[] = [
  [1, "u1", "", at(1)],
  [2, "u2", undefined, at(2)],
  [3, 'u"3', "a,\nb", at(3)],
];
const CHANGED: readonly Row[] = [
  [2, "u2", "changed", at(40)],
  [4, "u4", "new", at(41)],
];
const REPEATED: readonly Row[] = [
  [4, "u4", "new", at(41)],
  [1, "u1", "first", at(50)],
  [1, "u1", "second", at(51)],
];
const END = [
  ["1", "u1", "second", at(51)],
  ["2", "u2", "changed", at(40)],
  ["3", 'u"3', "a,\nb", at(3)],
  ["4", "u4", "new", at(41)],
];

describe("The sync of Snowflake's batches into PostgreSQL", () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.clear());
  after(() => world.close());

  const threeBatches = () => {
    world.write(FULL, FIRST, { parts: 2 });
    world.write(CHANGES, CHANGED, { kind: "changes" });
    world.write(REPEAT, REPEATED, { kind: "changes", parts: 2 });
  };

  describe("automatic", () => {
    it("[I-44] publishes the newest full batch and all changes after it, and nothing when it runs again", async () => {
      threeBatches();
      const { published } = await world.run();
      expect(published.map(({ batch, kind }) => [batch, kind])).to.deep.equal([
        [FULL, "full"],
        [CHANGES, "changes"],
        [REPEAT, "changes"],
      ]);
      expect(await world.seen()).to.deep.equal(END);
      expect(await world.run()).to.deep.include({ tables: [], published: [] });
      expect(await world.seen()).to.deep.equal(END);
    });

    it("publishes each batch as it comes", async () => {
      world.write(FULL, FIRST);
      await world.run();
      world.write(CHANGES, CHANGED, { kind: "changes" });
      await world.run();
      world.write(REPEAT, REPEATED, { kind: "changes" });
      expect((await world.run()).published).to.have.length(1);
      expect(await world.seen()).to.deep.equal(END);
    });

    it("marks batches that are older than a new full one as superseded, and never loads them", async () => {
      threeBatches();
      world.write(NEXT_FULL, FIRST);
      expect((await world.run()).published.map(({ batch }) => batch)).to.deep.equal([NEXT_FULL]);
      const states = await world.ask<{ batch: string; state: string }>(
        "SELECT batch, state FROM load.published ORDER BY batch",
      );
      expect(states.map(({ batch, state }) => [batch, state])).to.deep.equal([
        [FULL, "superseded"],
        [CHANGES, "superseded"],
        [REPEAT, "superseded"],
        [NEXT_FULL, "current"],
      ]);
    });

    it("merges changes again that were merged into the full batch before", async () => {
      world.write(FULL, FIRST);
      await world.run();
      world.write(REPEAT, REPEATED, { kind: "changes" });
      await world.run();
      // It was exported before the changes, and comes after them.
      world.write(CHANGES, [...FIRST.slice(0, 1), ...FIRST.slice(2), ...CHANGED]);
      expect((await world.run()).published.map(({ batch }) => batch)).to.deep.equal([CHANGES, REPEAT]);
      expect(await world.seen()).to.deep.equal(END);
    });

    it("holds a table that has no full batch, and brings the others up to date", async () => {
      world.write(CHANGES, CHANGED, { kind: "changes" });
      world.write(FULL, [[1, "name"]], { table: "products" });
      const { held, published } = await world.run();
      expect(held).to.deep.equal([{ table: "orders", why: "NO_FULL_BATCH" }]);
      expect(published.map(({ table }) => table)).to.deep.equal(["market.products"]);
    });
  });

  describe("full", () => {
    it("[I-29] publishes the newest full batch only, and nothing when it runs again", async () => {
      threeBatches();
      world.write(
        NEXT_FULL,
        END.map(([id, ...rest]) => [Number(id), ...rest] as Row),
      );
      expect((await world.run({ mode: "full" })).published.map(({ batch }) => batch)).to.deep.equal([NEXT_FULL]);
      expect((await world.run({ mode: "full" })).published).to.deep.equal([]);
      expect(await world.seen()).to.deep.equal(END);
    });
  });

  describe("of a window", () => {
    const window = (from: string, to: string) =>
      ({ mode: "window", from: `2026-07-27T${from}Z`, to: `2026-07-27T${to}Z` }) as const;

    it("[I-30] publishes the changes whose time lies in it, in order, and nothing when it runs again", async () => {
      threeBatches();
      await world.run(window("01:30", "02:30"));
      const both = window("02:30", "03:31");
      expect((await world.run(both)).published.map(({ batch }) => batch)).to.deep.equal([CHANGES, REPEAT]);
      expect((await world.run(both)).published).to.deep.equal([]);
      expect(await world.seen()).to.deep.equal(END);
    });

    it("does not take back a newer change when an older window comes later", async () => {
      world.write(FULL, FIRST);
      world.write(CHANGES, [[2, "u2", "older", at(40)]], { kind: "changes" });
      world.write(REPEAT, [[2, "u2", "newer", at(50)]], { kind: "changes" });
      await world.run(window("01:30", "01:31"));
      await world.run(window("03:30", "03:31"));
      await world.run(window("02:30", "02:31"));
      expect((await world.seen())[1]).to.deep.equal(["2", "u2", "newer", at(50)]);
    });

    it("never merges changes that are older than the full batch, because a row that was deleted since would be there again", async () => {
      world.write(CHANGES, CHANGED, { kind: "changes" });
      world.write(NEXT_FULL, FIRST);
      await world.run();
      expect((await world.run(window("00:00", "04:00"))).published).to.deep.equal([]);
      expect(await world.seen()).to.have.length(FIRST.length);
    });

    it("publishes a batch of the first minute at its start, and none of the last", async () => {
      threeBatches();
      const { tables } = await world.run(window("01:30:00.001", "02:30"));
      expect(tables).to.deep.equal([]);
    });
  });

  it("takes the tables that are asked for only", async () => {
    world.write(FULL, FIRST);
    world.write(FULL, [[1, "name"]], { table: "products" });
    const { published } = await world.run({ tables: ["products"] });
    expect(published.map(({ table }) => table)).to.deep.equal(["market.products"]);
  });

  it("publishes an empty batch as an empty table", async () => {
    world.write(FULL, FIRST);
    await world.run();
    world.write(NEXT_FULL, []);
    expect((await world.run()).published).to.have.length(1);
    expect(await world.seen()).to.deep.equal([]);
  });

  it("keeps views and grants on the table, and shows readers no personal column and no batch of its own", async () => {
    await world.ask("CREATE VIEW public.notes AS SELECT order_id, note FROM market.orders");
    await world.ask(
      "DROP ROLE IF EXISTS ann; CREATE ROLE ann LOGIN; GRANT clearwell_reader TO ann; GRANT SELECT ON public.notes TO ann",
    );
    world.write(FULL, FIRST);
    await world.run();
    world.write(NEXT_FULL, CHANGED);
    await world.run();
    const ann = await world.postgres.connect("ann");
    try {
      const refused = (sql: string) =>
        ann.query(sql).then(
          () => "",
          ({ code }: { code: string }) => code,
        );
      expect((await ann.query("SELECT count(*)::int FROM public.notes")).rows).to.deep.equal([{ count: 2 }]);
      expect((await ann.query("SELECT note FROM market.orders ORDER BY 1")).rows).to.deep.equal([
        { note: "changed" },
        { note: "new" },
      ]);
      expect(await refused("SELECT user_id FROM market.orders")).to.equal("42501");
      expect(await refused(`SELECT note FROM load."market_orders_${NEXT_FULL}"`)).to.equal("42501");
    } finally {
      await ann.end();
      await world.ask("DROP VIEW public.notes");
    }
  });

  it("makes the table's indexes before it publishes, also those that somebody added", async () => {
    await world.ask("CREATE INDEX on_note ON market.orders (lower(note)) WHERE note IS NOT NULL");
    world.write(FULL, FIRST);
    await world.run();
    const indexes = await world.ask<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE tablename = 'market_orders_${FULL}' ORDER BY 1`,
    );
    const uses = indexes.map(({ indexdef }) => indexdef.slice(indexdef.indexOf(" USING ")));
    expect(uses.sort()).to.deep.equal([
      " USING btree (lower(note)) WHERE (note IS NOT NULL)",
      " USING btree (order_id)",
    ]);
    const attached = await world.ask(
      "SELECT inhrelid FROM pg_inherits WHERE inhparent::regclass::text IN ('market.orders_key', 'market.on_note')",
    );
    expect(attached).to.have.length(2);
  });

  it("keeps the full batch before, goes back to it, and then publishes a newer one only", async () => {
    world.write(FULL, FIRST);
    await world.run();
    world.write(NEXT_FULL, CHANGED);
    world.write("20260727T0530", REPEATED, { kind: "changes" });
    await world.run();
    expect(await goBack(world.sync, { step: "previous", table: "orders" })).to.deep.equal({
      table: "market.orders",
      batch: FULL,
      from: NEXT_FULL,
    });
    expect(await world.seen()).to.have.length(FIRST.length);
    const { held, published } = await world.run({ tables: ["orders"] });
    expect({ held, published }).to.deep.equal({ held: [{ table: "orders", why: "ROLLED_BACK" }], published: [] });
    world.write("20260727T0630", CHANGED);
    expect((await world.run()).published.map(({ batch }) => batch)).to.deep.equal(["20260727T0630"]);
    const tables = await world.ask<{ relname: string }>(
      "SELECT relname FROM pg_class WHERE relname LIKE 'market_orders_2%' AND relkind = 'r' ORDER BY 1",
    );
    expect(tables.map(({ relname }) => relname)).to.deep.equal([
      `market_orders_${FULL}`,
      "market_orders_20260727T0630",
    ]);
  });

  it("publishes the batch again from which an operator went back, if it is asked for, with all its changes", async () => {
    world.write(FULL, FIRST);
    await world.run();
    world.write(NEXT_FULL, CHANGED);
    world.write("20260727T0530", REPEATED, { kind: "changes" });
    await world.run();
    const before = await world.seen();
    await goBack(world.sync, { step: "previous", table: "orders" });
    await world.run({ mode: "full" });
    await world.run();
    expect(await world.seen()).to.deep.equal(before);
  });

  it("goes nowhere if there is no batch before", async () => {
    world.write(FULL, FIRST);
    await world.run();
    const error = await goBack(world.sync, { step: "previous", table: "orders" }).catch((it: unknown) => it);
    expect(error).to.have.property("code", "NO_PREVIOUS_BATCH");
    expect(await world.seen()).to.have.length(FIRST.length);
  });

  it("goes back to a batch that was published before the contract had another column", async () => {
    world.write(FULL, FIRST);
    await world.run();
    world.write(NEXT_FULL, CHANGED);
    await world.run();
    await world.ask(`ALTER TABLE load."market_orders_${FULL}" DROP COLUMN note`);
    await goBack(world.sync, { step: "previous", table: "orders" });
    expect((await world.seen()).map(([id, , note]) => [id, note])).to.deep.equal([
      ["1", null],
      ["2", null],
      ["3", null],
    ]);
  });
});
