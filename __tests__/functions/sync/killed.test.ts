import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { ExportPart } from "../../../functions/shared/export-manifest.ts";
import { loadPart } from "../../../functions/sync/load-part.ts";
import { seededRandom } from "../../../local/demo/random.ts";
import { createStaged } from "../../../warehouse/postgres/load.ts";
import { stagedOf } from "../../../warehouse/postgres/names.ts";
import { SYNC_USER } from "../../../warehouse/postgres/roles.ts";
import { type Row, startWorld, type World } from "./world.ts";

const BATCH = "20260727T0130";
const PARTS = 12;
const KILLS = 6;

describe("Two workers that load a batch, and are killed at any moment", () => {
  let world: World;
  const running = new Set<ChildProcess>();
  before(async () => {
    world = await startWorld();
    await world.clear();
  });
  after(async () => {
    for (const child of running) child.kill("SIGKILL");
    await world.close();
  });

  it("load each row once", async () => {
    const rows = Array.from({ length: 12_000 }, (_, id): Row => [id, `u${id}`, "x".repeat(200), "2026-07-27 01:00:00"]);
    const manifest = world.write(BATCH, rows, { parts: PARTS });
    const random = seededRandom(15);
    let kills = 0;
    world.s3.onRequest = ({ key }) => {
      // Now a worker has begun to load, or is in the middle of it, or between two parts.
      if (key.startsWith("data/batch/") && kills < KILLS && random.oneIn(2)) {
        const workers = [...running];
        workers[random.integer(0, workers.length - 1)]?.kill("SIGKILL");
        kills++;
      }
      return undefined;
    };
    await Promise.all([untilDone(), untilDone()]);
    expect(kills).to.equal(KILLS);
    expect(await world.publish(manifest)).to.deep.include({ rows: 12_000, already: false });
    const [seen] = await world.ask(
      "SELECT count(*)::int, count(DISTINCT order_id)::int AS keys, sum(order_id)::int FROM market.orders",
    );
    expect(seen).to.deep.equal({ count: 12_000, keys: 12_000, sum: (12_000 * 11_999) / 2 });
    expect(await world.ask("SELECT FROM load.ledger")).to.have.length(PARTS);
  });

  /** Runs a worker, and another in its place whenever it was killed. */
  async function untilDone(): Promise<void> {
    for (;;) {
      const child = spawn(
        process.execPath,
        [
          "--import",
          "tsx",
          fileURLToPath(new URL("worker.ts", import.meta.url)),
          world.s3.endpoint,
          String(world.postgres.port),
          BATCH,
        ],
        { stdio: ["ignore", "ignore", "pipe"] },
      );
      running.add(child);
      let said = "";
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
      running.delete(child);
      if (code === 0) return;
      if (signal !== "SIGKILL" && !said.includes("LOAD_BUSY")) expect.fail(said);
    }
  }
});

describe("A batch of 5,000 parts", () => {
  let world: World;
  before(async () => {
    world = await startWorld();
    await world.clear();
  });
  after(() => world.close());

  it("is planned without its list, and published only when all of them are loaded", async () => {
    const rows = Array.from({ length: 5_000 }, (_, id): Row => [id, "u", "n", "2026-07-27 01:00:00"]);
    const manifest = world.write(BATCH, rows, { parts: 5_000 });
    const place = { database: "market", table: "orders" };
    const staged = stagedOf(place, BATCH);
    await world.ask(`SET ROLE ${SYNC_USER}; ${createStaged(place, BATCH).join(";")};
      INSERT INTO ${staged} SELECT id, 'u', 'n', '2026-07-27 01:00:00', '${BATCH}' FROM generate_series(1, 4999) id`);
    const parts = world.parts(manifest);
    const ledger = parts.slice(1).map(({ key, etag }) => `('market.orders', '${BATCH}', '${key}', '${etag}', 1)`);
    await world.ask(`INSERT INTO load.ledger (table_name, batch, key, etag, rows) VALUES ${ledger.join(", ")}`);
    const early = await world.publish(manifest).catch((error: unknown) => error);
    expect(early).to.have.property("code", "PARTS_MISSING");
    await loadPart(world.sync, parts[0] as ExportPart);
    expect(await world.publish(manifest)).to.deep.include({ rows: 5_000 });
    expect(await world.seen()).to.have.length(5_000);
  });
});
