import { expect } from "chai";
import { bool, date, decimal, int, long, NULL, string } from "./documents.ts";
import { collectionWith, startWorld, type World } from "./world.ts";

const ORDERS = collectionWith("orders", {
  status: true,
  total: "decimal(12,2)",
  number: "integer",
  paid: true,
  placed_at: true,
  shipping: { carrier: true, address: { country: true } },
  array_lines: { sku: true, quantity: "integer" },
  array_tags: "json",
});

const FIRST = {
  status: string("open"),
  total: decimal("10.50"),
  number: long("9007199254740993"),
  paid: bool(true),
  placed_at: date("2026-11-27T10:00:00.123Z"),
  shipping: { carrier: string("post"), address: { country: string("NO") } },
  lines: [{ sku: string("a"), quantity: int(2) }],
  tags: [string("x"), int(1)],
};

describe("The process step", function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.clear());
  after(() => world.close());

  const ids = () => world.ask("SELECT _id, _batch FROM landing_shop.orders ORDER BY _id");

  it("[R-18] makes a collection's table from its contract and its data, and loads every value exactly", async () => {
    await world.extract(ORDERS, 1, [
      { id: "1", op: "r", document: FIRST },
      { id: "2", op: "r", document: { status: NULL } },
    ]);
    expect(await world.load(ORDERS)).to.deep.equal({ backlog: 0, batches: ["00000001"] });
    const columns = await world.ask(
      "SELECT column_name, coalesce(domain_name, data_type) FROM information_schema.columns WHERE table_schema = 'landing_shop' ORDER BY ordinal_position",
    );
    expect(columns.slice(5)).to.deep.equal([
      ["status", "character varying"],
      ["total", "numeric"],
      ["number", "bigint"],
      ["paid", "boolean"],
      ["placed_at", "timestamp without time zone"],
      ["shipping", "super"],
      ["lines", "super"],
      ["tags", "super"],
    ]);
    expect(await world.ask("SELECT DISTINCT _cluster_time::text FROM landing_shop.orders")).to.deep.equal([
      ["2026-11-27 10:00:00"],
    ]);
    const [one, two] = await world.ask(
      "SELECT status, total::text, number::text, paid, placed_at::text, shipping::text, lines::text, tags::text FROM landing_shop.orders ORDER BY _id",
    );
    expect(one).to.deep.equal([
      "open",
      "10.50",
      "9007199254740993",
      true,
      "2026-11-27 10:00:00.123",
      '{"address": {"country": "NO"}, "carrier": "post"}',
      '[{"sku": "a", "quantity": 2}]',
      '["x", 1]',
    ]);
    expect(two).to.deep.equal(Array(8).fill(null));
  });

  it("keeps the newest version of a document in a batch, and takes away what was deleted", async () => {
    await world.extract(ORDERS, 1, [
      { id: "1", op: "r", document: FIRST },
      { id: "2", op: "r", document: FIRST },
    ]);
    await world.extract(ORDERS, 2, [
      { id: "1", op: "u", document: { status: string("paid") } },
      { id: "1", op: "u", document: { status: string("sent") } },
      { id: "2", op: "d" },
      { id: "3", op: "c", document: { status: string("open") } },
      { id: "3", op: "d" },
    ]);
    await world.load(ORDERS);
    expect(await world.ask("SELECT _id, status FROM landing_shop.orders")).to.deep.equal([["1", "sent"]]);
  });

  it("loads only what is new, with a row of each batch in the ledger", async () => {
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }]);
    await world.load(ORDERS);
    await world.extract(ORDERS, 2, [{ id: "2", op: "c", document: FIRST }]);
    expect((await world.load(ORDERS)).batches).to.deep.equal(["00000002"]);
    expect((await world.load(ORDERS)).batches).to.deep.equal([]);
    expect(await world.ask("SELECT batch, row_count::int FROM loads_shop.orders ORDER BY batch")).to.deep.equal([
      ["", 0],
      ["00000001", 1],
      ["00000002", 1],
    ]);
  });

  it("loads an empty batch as a row in the ledger", async () => {
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }]);
    await world.extract(ORDERS, 2, []);
    expect((await world.load(ORDERS)).batches).to.deep.equal(["00000001", "00000002"]);
  });

  it("takes away rows that a new load of the whole collection does not bring, after its last range only", async () => {
    await world.extract(
      ORDERS,
      1,
      ["1", "2", "3"].map((id) => ({ id, op: "r", document: FIRST })),
    );
    await world.load(ORDERS);
    const range = (index: number) => ({ kind: "snapshot", range: { load: "00000002", index } }) as const;
    await world.extract(ORDERS, 2, [{ id: "1", op: "r", document: FIRST }], { ...range(0), complete: false });
    await world.load(ORDERS);
    expect((await ids()).map(([id]) => id)).to.deep.equal(["1", "2", "3"]);
    await world.extract(ORDERS, 3, [{ id: "3", op: "r", document: FIRST }], { ...range(1), complete: true });
    await world.load(ORDERS);
    expect(await ids()).to.deep.equal([
      ["1", "00000002"],
      ["3", "00000003"],
    ]);
  });

  it("begins with the newest complete load if nothing is loaded yet", async () => {
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }]);
    const load = { kind: "snapshot", range: { load: "00000002", index: 0 }, complete: true } as const;
    await world.extract(ORDERS, 2, [{ id: "2", op: "r", document: FIRST }], load);
    await world.extract(ORDERS, 3, [{ id: "3", op: "c", document: FIRST }]);
    expect((await world.load(ORDERS)).batches).to.deep.equal(["00000002", "00000003"]);
    expect((await ids()).map(([id]) => id)).to.deep.equal(["2", "3"]);
  });

  it("does not load over a gap between batches", async () => {
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }]);
    await world.load(ORDERS);
    await world.extract(ORDERS, 3, [{ id: "3", op: "c", document: FIRST }]);
    const failed = await world.load(ORDERS).catch(({ code }: { code: string }) => code);
    expect(failed).to.equal("RAW_INCOMPLETE");
    await world.extract(ORDERS, 2, [{ id: "2", op: "c", document: FIRST }]);
    await world.extract(ORDERS, 5, [{ id: "5", op: "c", document: FIRST }]);
    expect(await world.load(ORDERS).catch(({ code }: { code: string }) => code)).to.equal("RAW_INCOMPLETE");
  });

  it("refuses a raw file that is not the one of its manifest", async () => {
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }]);
    const [key = ""] = [...world.s3.objects.keys()].filter((each) => each.endsWith(".parquet"));
    const object = world.s3.objects.get(key);
    if (object === undefined) throw new Error("no raw file");
    const damaged = Buffer.from(object.body);
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    world.s3.objects.set(key, { ...object, body: damaged });
    expect(await world.load(ORDERS).catch(({ code }: { code: string }) => code)).to.equal("RAW_DAMAGED");
  });
});
