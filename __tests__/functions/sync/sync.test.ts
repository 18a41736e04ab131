import { expect } from "chai";
import { plan } from "../../../functions/sync/plan.ts";
import { exportedHere } from "../../../functions/sync/sync.ts";
import { at, CHANGED, CHANGES, END, FIRST, FULL, NEXT_FULL, REPEAT, REPEATED } from "./batches.ts";
import { type Row, startWorld, TABLES, type World } from "./world.ts";

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

  it("is of the tables that the environment exports: of the others nothing is missed", async () => {
    const exported = (tables: readonly string[] | undefined) =>
      exportedHere({ database: "market", tables }, { market: TABLES });
    const only = exported(["orders"]);
    expect(Object.keys(only)).to.deep.equal(["orders"]);
    expect(Object.keys(exported(undefined))).to.deep.equal(["orders", "products"]);
    world.write(FULL, FIRST);
    expect((await plan({ ...world.sync, tables: only }, { step: "plan" })).held).to.deep.equal([]);
  });

  it("publishes an empty batch as an empty table", async () => {
    world.write(FULL, FIRST);
    await world.run();
    world.write(NEXT_FULL, []);
    expect((await world.run()).published).to.have.length(1);
    expect(await world.seen()).to.deep.equal([]);
  });
});
