import { expect } from "chai";
import { handleEvent } from "../../../functions/sync/handle-event.ts";
import type { SyncError } from "../../../functions/sync/sync-error.ts";
import { SyncTelemetry } from "../../../functions/sync/telemetry.ts";
import { BATCH, csv, failureOf, HEADER, ROWS, replacePart } from "./broken-parts.ts";
import { startWorld, type World } from "./world.ts";

describe("The function that syncs", () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.clear());
  after(() => world.close());

  it("fails with a coded error of that name, quotes nothing, and is an alert unless it is tried again", async () => {
    const manifest = world.write(BATCH, ROWS, { parts: 2 });
    const bad = replacePart(world, manifest, csv(`${HEADER}secret,u,b,2026-07-27 01:00:01\n`));
    const { lines, failure } = await withLog(() =>
      handleEvent({ step: "load", part: bad }, 900_000, world.sync, new SyncTelemetry("stack")),
    );
    expect(failure).to.have.property("name", "VALUE_REFUSED");
    expect(failure.cause).to.equal(undefined);
    expect(lines).to.include("CLEARWELL_ALERT").and.to.include("market.orders").and.to.include('"line":2');
    expect(lines + failure.message + (failure.stack ?? "")).not.to.include("secret");

    const cut = replacePart(world, manifest, csv(`${HEADER}2,u,b,2026-07-27 01:00:01\n`).subarray(0, -4));
    const again = await withLog(() =>
      handleEvent({ step: "load", part: cut }, 900_000, world.sync, new SyncTelemetry("stack")),
    );
    expect(again.failure.name).to.equal("PART_UNREADABLE");
    expect(again.lines).not.to.include("CLEARWELL_ALERT");
  });

  it("ends the run as failed, if a table was not brought up to date", async () => {
    world.write(BATCH, ROWS);
    await world.run({ tables: ["orders"] });
    const end = (event: object) =>
      handleEvent({ step: "finish", ...event }, 900_000, world.sync, new SyncTelemetry("stack"));
    expect(
      await end({ tables: [{ table: "orders" }], held: [{ table: "products", why: "ROLLED_BACK" }] }),
    ).to.deep.include({
      ages: { "market.orders": 37_800 },
    });
    for (const event of [
      { tables: [{ table: "orders", failed: "ROWS_DIFFER" }], held: [] },
      { tables: [], held: [{ table: "products", why: "NO_FULL_BATCH" }] },
      { tables: [], held: [{ table: "products", why: "COLUMNS_DIFFER" }] },
    ])
      expect((await withLog(() => end(event))).failure.name).to.equal("SYNC_INCOMPLETE");
  });

  it("knows no other event, and no table that is not listed", async () => {
    const unknown: readonly unknown[] = [
      undefined,
      {},
      { step: "toString" },
      { step: "plan", mode: "window", from: "yesterday", to: "2026-07-27T00:00:00Z" },
      { step: "plan", tables: ["__proto__"] },
      { step: "plan", tables: ["secrets"] },
      { step: "load", part: { manifest: "manifests/other/orders/20260727T0130.json", key: "k", etag: "e", rows: 1 } },
      { step: "publish", manifest: "manifests/market/orders/../x/20260727T0130.json", since: "2026-07-27T00:00:00Z" },
      { step: "previous", table: 1 },
    ];
    for (const event of unknown) {
      const { failure } = await withLog(() => handleEvent(event, 900_000, world.sync, new SyncTelemetry("stack")));
      expect(failure.code).to.equal("EVENT_UNKNOWN");
    }
  });
});

/** What the function writes to its log, which it does by the console. */
async function withLog(run: () => Promise<unknown>): Promise<{ readonly lines: string; readonly failure: SyncError }> {
  const texts: string[] = [];
  const streams = [process.stdout, process.stderr];
  const writers = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) stream.write = (text: string | Uint8Array) => texts.push(String(text)) > 0;
  try {
    const failure = await failureOf(run());
    return { failure, lines: texts.join("") };
  } finally {
    for (const [at, stream] of streams.entries()) stream.write = writers[at] as NodeJS.WriteStream["write"];
  }
}
