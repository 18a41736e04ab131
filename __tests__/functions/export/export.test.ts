import { expect } from "chai";
import { finish } from "../../../functions/export/finish.ts";
import { start } from "../../../functions/export/start.ts";
import {
  addOrders,
  BUCKET,
  exportTable,
  linesOf,
  manifestOf,
  partsOf,
  startOf,
  startWorld,
  type World,
} from "./world.ts";

describe("The export of a table", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.close());

  const lines = (table: string, batch: string) =>
    partsOf(world, manifestOf(world, table, batch)).flatMap((part) => linesOf(world, part).slice(1));

  it("[I-07] writes the listed columns and no other, in the contract's spelling, and keeps NULL apart from an empty text", async () => {
    await addOrders(
      world,
      "1|NULL|'2026-07-26 10:00:00'",
      "2|''|'2026-07-26 10:00:00.123456'",
      `3|'say "hi", ok'|NULL`,
    );
    const done = await exportTable(world, "orders");
    expect(done).to.deep.include({ kind: "full", rows: 3, parts: 1, already: false });
    const [part] = partsOf(world, manifestOf(world, "orders", "20260727T0130"));
    expect(linesOf(world, part as NonNullable<typeof part>)).to.deep.equal([
      "order_id,user_id,note,due,updated_at",
      "1,u1,,2026-07-01,2026-07-26 10:00:00.000000000",
      '2,u2,"",2026-07-01,2026-07-26 10:00:00.123456000',
      '3,u3,"say ""hi"", ok",2026-07-01,',
    ]);
  });

  it("[I-09] puts the parts into the folder of the minute in which it was triggered, with the id of the query in their names", async () => {
    await addOrders(world, "1|NULL|NULL");
    await exportTable(world, "orders");
    const { queryId, parts } = manifestOf(world, "orders", "20260727T0130");
    const folder = "data/batch/orders/year=2026/month=07/day=27/hhmm=0130";
    expect([...world.s3.objects.keys()]).to.have.members([
      `${BUCKET}/${folder}/orders_part_${queryId}_0_0_0.csv.gz`,
      `${BUCKET}/manifests/market/orders/20260727T0130.${queryId}.parts.jsonl`,
      `${BUCKET}/manifests/market/orders/20260727T0130.json`,
    ]);
    expect(parts.key).to.equal(`manifests/market/orders/20260727T0130.${queryId}.parts.jsonl`);
  });

  it("[I-08] is split into parts of a size, each with its rows, bytes and ETag", async () => {
    await world.duck.query("INSERT INTO upstream_market.aisles SELECT range, 'aisle ' || range FROM range(1000)");
    await exportTable({ ...world, to: { ...world.to, partBytes: 16 * 300 } }, "aisles");
    const manifest = manifestOf(world, "aisles", "20260727T0130");
    const parts = partsOf(world, manifest);
    expect(parts.map(({ rows }) => rows)).to.deep.equal([300, 300, 300, 100]);
    expect(manifest).to.deep.include({ rows: 1000, columns: ["aisle_id", "aisle"] });
    expect(manifest.parts).to.deep.include({ count: 4, bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0) });
    for (const { key, etag, bytes } of parts) {
      const object = world.s3.objects.get(`${BUCKET}/${key}`);
      expect({ etag, bytes }).to.deep.equal({ etag: object?.etag, bytes: object?.body.length });
    }
    expect(lines("aisles", "20260727T0130")).to.have.length(1000);
  });

  it("reads all partitions of a long list of parts", async () => {
    await world.close();
    world = await startWorld(2);
    await world.duck.query("INSERT INTO upstream_market.aisles SELECT range, 'aisle' FROM range(5)");
    const done = await exportTable({ ...world, to: { ...world.to, partBytes: 16 } }, "aisles");
    expect(done).to.deep.include({ rows: 5, parts: 5 });
  });

  it("commits a table without rows as a batch without parts", async () => {
    expect(await exportTable(world, "aisles")).to.deep.include({ kind: "full", rows: 0, parts: 0, bytes: 0 });
    const manifest = manifestOf(world, "aisles", "20260727T0130");
    expect(manifest.parts.count).to.equal(0);
    expect(partsOf(world, manifest)).to.deep.equal([]);
  });

  it("writes what commits it last: without the manifest there is no batch", async () => {
    await exportTable(world, "aisles");
    const puts = world.s3.requests.filter(({ method }) => method === "PUT");
    expect(puts.map(({ key }) => key.replace(/^.*\./, ""))).to.deep.equal(["jsonl", "json"]);
    expect(puts.map(({ headers }) => headers["if-none-match"])).to.deep.equal(["*", "*"]);
  });

  describe("with changes", () => {
    beforeEach(async () => {
      await addOrders(world, "1|'old'|'2026-06-01 00:00:00'", "2|'new'|'2026-07-26 20:00:00'");
      await exportTable(world, "orders");
    });
    const next = { time: "2026-07-28T01:30:00Z", execution: "run-2" };

    it("begins a day before the end of the batch before, so that rows which became visible late are in one of both", async () => {
      await addOrders(world, "3|'late'|'2026-07-26 01:31:00'", "4|'late'|'2026-07-26 01:29:00'", "5|'no time'|NULL");
      expect(await exportTable(world, "orders", next)).to.deep.include({ kind: "changes", rows: 3 });
      const { from, to } = manifestOf(world, "orders", "20260728T0130");
      expect({ from, to }).to.deep.equal({
        from: "2026-07-26T01:30:05.123000000Z",
        to: "2026-07-28T01:30:00.000000000Z",
      });
      expect(lines("orders", "20260728T0130").map((line) => line.split(",")[0])).to.have.members(["2", "3", "5"]);
    });

    it("is exported in full if that is asked for, or if the batch before had other columns", async () => {
      expect(await exportTable(world, "orders", { ...next, full: true })).to.deep.include({ kind: "full", rows: 2 });
      const orders = world.to.tables.orders as NonNullable<(typeof world.to.tables)[string]>;
      const { note: _, ...columns } = orders.columns;
      const narrower = { ...world, to: { ...world.to, tables: { orders: { ...orders, columns } } } };
      const later = { time: "2026-07-29T01:30:00Z", execution: "run-3" };
      expect(await exportTable(narrower, "orders", later)).to.deep.include({ kind: "full", rows: 2 });
    });

    it("is exported in full each time if the contract names no time of a change", async () => {
      await exportTable(world, "aisles");
      expect(await exportTable(world, "aisles", next)).to.deep.include({ kind: "full" });
    });
  });

  describe("tried again", () => {
    const unloads = () => world.snowflake.statements.filter((each) => each.startsWith("COPY"));

    it("begins one query if a step is done twice, and commits one batch", async () => {
      await addOrders(world, "1|NULL|NULL");
      const first = await start(world.to, startOf("orders"));
      const second = await start(world.to, startOf("orders"));
      expect(second).to.deep.equal(first);
      expect(unloads()).to.have.length(1);
      // The double answers 202 once.
      await world.to.login().then((api) => api.ask(first.handle ?? ""));
      expect(await finish(world.to, first)).to.deep.include({ already: false, rows: 1 });
      expect(await finish(world.to, first)).to.deep.include({ already: true, rows: 1 });
    });

    it("in the same minute by another execution finds the batch and ends well, without a query", async () => {
      await exportTable(world, "aisles");
      expect(await exportTable(world, "aisles", { execution: "run-2" })).to.deep.include({ already: true });
      expect(unloads()).to.have.length(1);
    });

    it("by two executions at once commits the batch of one, and no part of the other is named", async () => {
      await addOrders(world, "1|NULL|NULL");
      const [one, other] = [
        await start(world.to, startOf("orders")),
        await start(world.to, startOf("orders", { execution: "run-2" })),
      ];
      for (const { handle } of [one, other]) await world.to.login().then((api) => api.ask(handle ?? ""));
      await finish(world.to, one);
      expect(await finish(world.to, other)).to.deep.include({ already: true, rows: 1 });
      const manifest = manifestOf(world, "orders", "20260727T0130");
      expect(manifest.queryId).to.equal(one.handle);
      expect(partsOf(world, manifest).map(({ key }) => key.includes(one.handle ?? "?"))).to.deep.equal([true]);
    });
  });

  describe("at one moment", () => {
    it("reads all tables of an execution as they were at its start", async () => {
      for (const table of ["orders", "aisles"]) await start(world.to, startOf(table));
      const moments = world.snowflake.statements
        .filter((each) => each.startsWith("COPY"))
        .map((each) => / AT \(.*?\)/.exec(each)?.[0]);
      const moment = " AT (TIMESTAMP => '2026-07-27T01:30:05.123000000Z'::TIMESTAMP_TZ)";
      expect(moments).to.deep.equal([moment, moment]);
    });

    it("reads a table as it is if Time Travel does not have the moment, and the batch still ends at that moment", async () => {
      world.hasMoment = false;
      await addOrders(world, "1|NULL|NULL");
      expect((await start(world.to, startOf("orders"))).isMoment).to.equal(false);
      expect(await exportTable(world, "orders", { execution: "run-2" })).to.deep.include({ rows: 1 });
      expect(manifestOf(world, "orders", "20260727T0130").to).to.equal("2026-07-27T01:30:05.123000000Z");
    });
  });
});
