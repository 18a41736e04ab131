import { expect } from "chai";
import type pg from "pg";
import { manifestKey } from "../../../functions/shared/export-manifest.ts";
import { goBack } from "../../../functions/sync/go-back.ts";
import { publishBatch } from "../../../functions/sync/publish-batch.ts";
import type { SyncError } from "../../../functions/sync/sync-error.ts";
import { type Row, startWorld, type World } from "./world.ts";

const FULL = "20260727T0130";
const NEXT_FULL = "20260727T0430";
const ROW: Row = [1, "u1", "note", "2026-07-27 01:00:00"];

describe("A publish while somebody holds the table", () => {
  let world: World;
  let reader: pg.Client;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(async () => {
    await world.clear();
    await world.ask("DROP ROLE IF EXISTS ben; CREATE ROLE ben LOGIN; GRANT clearwell_reader TO ben");
    world.write(FULL, [ROW]);
    await world.run();
    reader = await world.postgres.connect("ben");
    await reader.query("BEGIN");
    await reader.query("SELECT note AS secret FROM market.orders");
  });
  afterEach(() => reader.end());
  after(() => world.close());

  const publish = (manifest: Parameters<World["load"]>[0], minutes: number, remaining = 900_000) =>
    publishBatch(
      { ...world.sync, publishMinutes: minutes },
      { step: "publish", manifest: manifestKey(manifest), since: new Date(world.clock).toISOString() },
      remaining,
    ).then(
      (it) => it,
      (error: unknown) => error as SyncError,
    );

  it("waits with growing pauses and ends as PUBLISH_BLOCKED, naming pid, user and start of who holds on, and nothing that he runs", async () => {
    const pauses: number[] = [];
    world.onWait = async (milliseconds) => void pauses.push(milliseconds);
    const manifest = world.write(NEXT_FULL, [ROW, [2, ...ROW.slice(1)]]);
    await world.load(manifest);
    const failure = (await publish(manifest, 4 / 60)) as SyncError;
    expect(failure).to.have.property("code", "PUBLISH_BLOCKED");
    expect(pauses).to.deep.equal([1000, 2000]);
    const [{ pid, since } = {}] = (await reader.query("SELECT pg_backend_pid() AS pid, now() AS since")).rows;
    expect(failure.where.blocker).to.deep.equal({ pid, user: "ben", since: since.toISOString() });
    expect(failure.message).to.include(`pid ${pid}, user ben`).and.not.include("secret");

    expect(await world.seen()).to.have.length(1);
    await reader.query("COMMIT");
    expect(await publish(manifest, 1)).to.deep.include({ already: false, rows: 2 });
    expect(await world.seen()).to.have.length(2);
  });

  it("succeeds once the reader lets go", async () => {
    world.onWait = async () => void (await reader.query("COMMIT"));
    const manifest = world.write(NEXT_FULL, []);
    expect(await publish(manifest, 15)).to.deep.include({ already: false });
    expect(await world.seen()).to.deep.equal([]);
  });

  it("asks to be called again when the invocation ends before its time for publishing", async () => {
    const manifest = world.write(NEXT_FULL, []);
    expect(await publish(manifest, 15, 60_500)).to.have.property("code", "PUBLISH_BUSY");
  });

  it("merges changes without waiting for readers", async () => {
    const manifest = world.write(NEXT_FULL, [[2, ...ROW.slice(1)]], { kind: "changes" });
    await world.load(manifest);
    world.onWait = () => expect.fail("It has waited.");
    expect(await publish(manifest, 15)).to.deep.include({ already: false });
    expect(await world.seen()).to.have.length(2);
  });

  it("publishes once if two try at the same time", async () => {
    await reader.query("COMMIT");
    const manifest = world.write(NEXT_FULL, [ROW, [2, ...ROW.slice(1)]]);
    await world.load(manifest);
    await Promise.all([publish(manifest, 15), publish(manifest, 15)]);
    expect(await world.seen()).to.have.length(2);
    expect(await world.ask("SELECT FROM load.published WHERE state IN ('current', 'previous')")).to.have.length(2);
  });

  it("goes back to no batch that is no longer the one before, because another publish ended in between", async () => {
    await reader.query("COMMIT");
    world.write(NEXT_FULL, [ROW, [2, ...ROW.slice(1)]]);
    await world.run();
    await reader.query("BEGIN");
    await reader.query("SELECT note FROM market.orders");
    const newest: readonly Row[] = [ROW, [2, ...ROW.slice(1)], [3, ...ROW.slice(1)]];
    world.onWait = async () => {
      world.onWait = undefined;
      await reader.query("COMMIT");
      world.write("20260727T0530", newest);
      await world.run();
    };
    const failure = await goBack(world.sync, { step: "previous", table: "orders" }).catch((error: unknown) => error);
    expect(failure).to.have.property("code", "PUBLISH_BUSY");
    expect(await world.seen()).to.have.length(newest.length);
  });

  it("leaves an old partition that somebody holds for the next publish", async () => {
    await reader.query("COMMIT");
    world.write(NEXT_FULL, [ROW]);
    await world.run();
    const backup = await world.postgres.connect();
    try {
      await backup.query("BEGIN");
      await backup.query(`LOCK TABLE load."market_orders_${FULL}" IN ACCESS SHARE MODE`);
      world.write("20260727T0530", [ROW]);
      await world.run();
    } finally {
      await backup.end();
    }
    const tables = () => world.ask(`SELECT FROM pg_class WHERE relname = 'market_orders_${FULL}'`);
    expect(await tables()).to.have.length(1);
    world.write("20260727T0630", [ROW]);
    await world.run();
    expect(await tables()).to.have.length(0);
  });
});
