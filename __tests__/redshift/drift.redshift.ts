import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import { accept } from "../../functions/process/accept.ts";
import { readSchema, removeStopped, writeSchema, writeStopped } from "../../functions/process/state.ts";
import type { Stopped } from "../../functions/process/stopped.ts";
import { type Document, date, decimal, double, int, long, NOT_A_NUMBER, string } from "./documents.ts";
import { collectionWith, startWorld, type World } from "./world.ts";

const CONTRACT: Contract = { status: true, total: "decimal(12,2)", born: "date", array_lines: { sku: true } };
const ORDERS = collectionWith("orders", CONTRACT);
/** With a field that the contract lists later. */
const WIDER = collectionWith("orders", { ...CONTRACT, amount: true });
const CASES = collectionWith("cases", { title: true });

const FIRST: Document = { status: string("open"), total: decimal("1.50"), lines: [{ sku: string("a") }] };

describe("Drift", function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(async () => {
    await world.clear();
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }]);
    await world.load(ORDERS);
  });
  after(() => world.close());

  /** Extracts the documents as one batch and tries to load it. */
  async function stopOf(...documents: Document[]): Promise<Stopped | undefined> {
    await world.extract(
      ORDERS,
      2,
      documents.map((document, at) => ({ id: String(at + 2), op: "c", document })),
    );
    const { stopped, batches } = await world.load(ORDERS);
    expect(batches).to.deep.equal(stopped === undefined ? ["00000002"] : []);
    expect(world.stored("stopped/shop/orders.json")).to.deep.equal(stopped);
    return stopped;
  }

  const kinds = (stopped: Stopped | undefined) => stopped?.changes.map(({ path, change }) => `${change} ${path}`);

  async function acceptIt(stopped: Stopped | undefined, collection = ORDERS): Promise<string> {
    const registered = await readSchema(world.lake, ORDERS);
    if (stopped === undefined || registered === undefined) throw new Error("nothing to accept");
    const accepted = accept(collection, registered, stopped.changes);
    if ("refused" in accepted) return accepted.refused.map(({ path, reason }) => `${path}: ${reason}`).join("\n");
    await writeSchema(world.lake, ORDERS, accepted.schema);
    await removeStopped(world.lake, ORDERS);
    return accepted.effect;
  }

  it("[R-16, R-17] stops a collection at a type that was never there, and loads the others meanwhile", async () => {
    const stopped = await stopOf({ status: int(1) }, { status: string("open") });
    expect(stopped).to.deep.include({ code: "DRIFT", batch: "00000002" });
    expect(stopped?.changes).to.deep.equal([
      {
        path: "status",
        change: "type",
        was: ["string"],
        is: ["int"],
        documents: 1,
        maxBytes: 4,
        digitsBefore: 1,
        digitsAfter: 0,
      },
    ]);
    await world.extract(CASES, 1, [{ id: "1", op: "r", document: { title: string("a") } }]);
    expect((await world.load(CASES)).batches).to.deep.equal(["00000001"]);
    await world.extract(ORDERS, 3, [{ id: "9", op: "c", document: FIRST }]);
    expect(await world.load(ORDERS)).to.deep.include({ backlog: 2, batches: [] });
    expect(await world.ask("SELECT _id FROM landing_shop.orders")).to.deep.equal([["1"]]);
  });

  it("after it is accepted, loads the backlog in order", async () => {
    const stopped = await stopOf({ lines: [{ sku: int(7) }] });
    await world.extract(ORDERS, 3, [{ id: "2", op: "d" }]);
    await world.extract(ORDERS, 4, [{ id: "2", op: "c", document: { status: string("again") } }]);
    expect(await acceptIt(stopped)).to.equal("types");
    expect(await world.load(ORDERS)).to.deep.equal({ backlog: 0, batches: ["00000002", "00000003", "00000004"] });
    expect(await world.ask("SELECT status FROM landing_shop.orders WHERE _id = '2'")).to.deep.equal([["again"]]);
    expect(world.stored("stopped/shop/orders.json")).to.equal(undefined);
  });

  it("after a number is accepted among texts, has both as text", async () => {
    expect(await acceptIt(await stopOf({ status: int(12) }))).to.equal("types");
    expect((await world.load(ORDERS)).batches).to.deep.equal(["00000002"]);
    expect(await world.ask("SELECT status FROM landing_shop.orders ORDER BY _id")).to.deep.equal([["open"], ["12"]]);
  });

  it("after a type is accepted that the column can't have, makes the table anew and loads all batches again", async () => {
    await world.extract(WIDER, 2, [{ id: "2", op: "c", document: { amount: int(12) } }]);
    expect(await acceptIt((await world.load(WIDER)).stopped, WIDER)).to.equal("column");
    expect((await world.load(WIDER)).batches).to.deep.equal(["00000002"]);
    await world.extract(WIDER, 3, [{ id: "3", op: "c", document: { amount: double("0.5") } }]);
    expect(await acceptIt((await world.load(WIDER)).stopped, WIDER)).to.equal("table");
    expect((await world.load(WIDER)).batches).to.deep.equal(["00000001", "00000002", "00000003"]);
    expect(await world.ask("SELECT _id, amount FROM landing_shop.orders ORDER BY _id")).to.deep.equal([
      ["1", null],
      ["2", 12],
      ["3", 0.5],
    ]);
  });

  it("after a type is accepted that the column can't have, keeps the table if the raw files are not all there", async () => {
    await world.extract(WIDER, 2, [{ id: "2", op: "c", document: { amount: int(12) } }]);
    await acceptIt((await world.load(WIDER)).stopped, WIDER);
    await world.load(WIDER);
    await world.extract(WIDER, 3, [{ id: "3", op: "c", document: { amount: double("0.5") } }]);
    expect(await acceptIt((await world.load(WIDER)).stopped, WIDER)).to.equal("table");
    world.s3.objects.delete("clearwell-documents/raw/shop/orders/00000001.json");
    expect(await world.load(WIDER).catch(({ code }: { code: string }) => code)).to.equal("RAW_INCOMPLETE");
    expect(await world.ask("SELECT _id FROM landing_shop.orders ORDER BY _id")).to.deep.equal([["1"], ["2"]]);
  });

  it("after it is rejected, loads nothing before the collection is read anew, and then only that", async () => {
    const stopped = (await stopOf({ status: int(1) })) as Stopped;
    await writeStopped(world.lake, ORDERS, { ...stopped, rejected: true });
    await world.extract(ORDERS, 3, [{ id: "3", op: "c", document: FIRST }]);
    expect(await world.load(ORDERS)).to.deep.include({ backlog: 2, batches: [] });
    const load = { kind: "snapshot", range: { load: "00000004", index: 0 }, complete: true } as const;
    await world.extract(ORDERS, 4, [{ id: "4", op: "r", document: FIRST }], load);
    expect(await world.load(ORDERS)).to.deep.equal({ backlog: 0, batches: ["00000004"] });
    expect(await world.ask("SELECT _id FROM landing_shop.orders")).to.deep.equal([["4"]]);
  });

  it("stops at a path that is new in an array, and at an array where an object was", async () => {
    const stopped = await stopOf({ lines: { sku: string("a") } });
    expect(kinds(stopped)).to.deep.equal(["type lines", "new lines.sku"]);
  });

  it("stops at NaN, which can't be accepted", async () => {
    const stopped = await stopOf({ total: NOT_A_NUMBER });
    expect(kinds(stopped)).to.deep.equal(["value total"]);
    expect(await acceptIt(stopped)).to.include("no column holds it");
  });

  it("never rounds a decimal: more digits than the contract declares stop the collection", async () => {
    const stopped = await stopOf({ total: decimal("1.005") });
    expect(kinds(stopped)).to.deep.equal(["digits total"]);
    expect(await acceptIt(stopped)).to.include("does not fit the type of the contract");
  });

  it("takes a whole number, a long and a double as a decimal if their digits fit", async () => {
    expect(await stopOf({ total: int(3) }, { total: long("9999999999") }, { total: double("0.25") })).to.equal(
      undefined,
    );
    expect(await world.ask("SELECT total::text FROM landing_shop.orders ORDER BY _id")).to.deep.equal([
      ["1.50"],
      ["3.00"],
      ["9999999999.00"],
      ["0.25"],
    ]);
  });

  it("finds values that the profile does not show: a time of day in a date", async () => {
    const stopped = await stopOf(
      { born: date("1980-05-04T00:00:00.000Z") },
      { born: date("1980-05-04T22:00:00.000Z") },
    );
    expect(stopped?.changes).to.have.length(1);
    expect(stopped?.changes[0]).to.deep.include({ path: "born", change: "value", documents: 1 });
    expect(await world.ask("SELECT count(*)::int FROM landing_shop.orders")).to.deep.equal([[1]]);
  });

  it("does not cut a text that is too long for a column, nor JSON", async () => {
    expect(kinds(await stopOf({ status: string("é".repeat(32_768)) }))).to.deep.equal(["long status"]);
    await removeStopped(world.lake, ORDERS);
    expect(kinds(await stopOf({ lines: Array(3).fill({ sku: string("a".repeat(30_000)) }) }))).to.deep.equal([
      "long lines",
    ]);
  });

  it("loads a text of just the longest length", async () => {
    expect(await stopOf({ status: string(`${"é".repeat(32_767)}a`) })).to.equal(undefined);
  });
});

describe("A first batch", function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.clear());
  after(() => world.close());

  it("waits for a listed field that nobody has seen and that has no declared type, and goes on when it is there", async () => {
    const both = collectionWith("orders", { status: true, note: true, rank: "integer" });
    await world.extract(both, 1, [{ id: "1", op: "r", document: { status: string("open") } }]);
    expect((await world.load(both)).stopped).to.deep.include({ code: "UNTYPED", names: ["note"] });
    await world.extract(both, 2, [{ id: "2", op: "c", document: { note: string("here") } }]);
    expect(await world.load(both)).to.deep.equal({ backlog: 0, batches: ["00000001", "00000002"] });
    expect(world.stored("stopped/shop/orders.json")).to.equal(undefined);
  });

  it("is not looked at before the first load is complete, because its other ranges may have other types", async () => {
    const both = collectionWith("orders", { amount: true });
    const range = (index: number) => ({ range: { load: "00000001", index }, complete: index === 1 });
    await world.extract(both, 1, [{ id: "1", op: "r", document: { amount: int(1) } }], range(0));
    expect(await world.load(both)).to.deep.equal({ backlog: 1, batches: [] });
    await world.extract(both, 2, [{ id: "2", op: "r", document: { amount: double("0.5") } }], range(1));
    expect((await world.load(both)).batches).to.deep.equal(["00000001", "00000002"]);
    expect(await world.ask("SELECT amount FROM landing_shop.orders ORDER BY _id")).to.deep.equal([[1], [0.5]]);
  });

  it("with unlistedFields stop, waits if documents have fields that are not listed", async () => {
    const unlisted = { names: ["email"], documents: 1 };
    await world.extract(ORDERS, 1, [{ id: "1", op: "r", document: FIRST }], { unlisted });
    expect((await world.load(ORDERS, { unlistedFields: "stop" })).stopped).to.deep.include({
      code: "UNLISTED",
      names: ["email"],
    });
    await removeStopped(world.lake, ORDERS);
    expect((await world.load(ORDERS)).stopped, "report").to.equal(undefined);
  });

  it("writes nothing of a field that has left the contract, and stops if it is in one that is listed", async () => {
    const wider = collectionWith("orders", { status: true, email: true, array_lines: { sku: true, note: true } });
    await world.extract(wider, 1, [{ id: "1", op: "r", document: { ...FIRST, email: string("ann@example.org") } }]);
    await world.load(wider);
    await world.extract(wider, 2, [{ id: "2", op: "c", document: { ...FIRST, email: string("ann@example.org") } }]);
    expect((await world.load(ORDERS)).stopped?.changes.map(({ path }) => path)).to.deep.equal(["total"]);
    const narrower = collectionWith("orders", { status: true, array_lines: { sku: true } });
    await removeStopped(world.lake, ORDERS);
    expect((await world.load(narrower)).batches).to.deep.equal(["00000002"]);
    expect(await world.ask("SELECT _id, email FROM landing_shop.orders ORDER BY _id")).to.deep.equal([
      ["1", "ann@example.org"],
      ["2", null],
    ]);
    await world.extract(wider, 3, [{ id: "3", op: "c", document: { lines: [{ note: string("secret") }] } }]);
    expect((await world.load(narrower)).stopped?.changes[0]).to.deep.include({
      change: "unlisted",
      path: "lines[].note",
    });
  });
});
