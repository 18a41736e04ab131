import { expect } from "chai";
import { goBack } from "../../../functions/sync/go-back.ts";
import { createTables } from "../../../warehouse/postgres/create-tables.ts";
import { CHANGED, FIRST, FULL, NEXT_FULL, REPEATED } from "./batches.ts";
import { SOURCES, startWorld, type World } from "./world.ts";

describe("What is published in PostgreSQL", () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.clear());
  after(() => world.close());

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

  it("is there again after its table was dropped and made anew, as create_tables.sql asks for if a type has changed", async () => {
    world.write(FULL, FIRST);
    await world.run();
    world.write(NEXT_FULL, CHANGED);
    await world.run();
    await world.ask("DROP TABLE market.orders CASCADE");
    await world.ask(createTables(SOURCES));
    world.write("20260801T0130", FIRST);
    expect((await world.run()).published.map(({ batch }) => batch)).to.deep.equal(["20260801T0130"]);
    expect(await world.seen()).to.have.length(FIRST.length);
    const tables = await world.ask<{ relname: string }>(
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'market_orders_2%'",
    );
    expect(
      tables.map(({ relname }) => relname),
      "nothing of before is left",
    ).to.deep.equal(["market_orders_20260801T0130"]);
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
