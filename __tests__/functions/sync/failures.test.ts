import { expect } from "chai";
import type { ExportManifest, ExportPart } from "../../../functions/shared/export-manifest.ts";
import { loadPart } from "../../../functions/sync/load-part.ts";
import type { SyncError } from "../../../functions/sync/sync-error.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { BATCH, csv, failureOf, HEADER, ROWS, replacePart } from "./broken-parts.ts";
import { BUCKET, startWorld, type World } from "./world.ts";

describe("A part or a batch that is not what its manifest says", () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.clear());
  after(() => world.close());

  /** Loads it, then tries to publish. @returns the failure of the load */
  const loadAndPublish = async (manifest: ExportManifest, part: ExportPart): Promise<SyncError> => {
    await loadPart(world.sync, world.parts(manifest)[0] as ExportPart);
    const failure = await failureOf(loadPart(world.sync, part));
    expect((await failureOf(world.publish(manifest))).code).to.equal("PARTS_MISSING");
    expect(await world.seen()).to.deep.equal([]);
    return failure;
  };

  const wrong: readonly (readonly [what: string, body: Buffer, code: string, line?: number])[] = [
    [
      "with a header in another order",
      csv("user_id,order_id,note,updated_at\nu,2,b,2026-07-27 01:00:01\n"),
      "HEADER_DIFFERS",
      1,
    ],
    ["with another header", csv("order_id,email,note,updated_at\n2,u,b,2026-07-27 01:00:01\n"), "HEADER_DIFFERS", 1],
    [
      "with a column more",
      csv("order_id,user_id,note,updated_at,email\n2,u,b,2026-07-27 01:00:01,e\n"),
      "HEADER_DIFFERS",
      1,
    ],
    ["without a header", csv("2,u,b,2026-07-27 01:00:01\n"), "HEADER_DIFFERS", 1],
    ["with a row more", csv(`${HEADER}2,u,b,2026-07-27 01:00:01\n3,u,b,2026-07-27 01:00:01\n`), "ROWS_DIFFER"],
    ["without its row", csv(HEADER), "ROWS_DIFFER"],
    ["of no byte", Buffer.alloc(0), "PART_UNREADABLE"],
    ["with a value of another type", csv(`${HEADER}secret,u,b,2026-07-27 01:00:01\n`), "VALUE_REFUSED", 2],
    ["with a record that is too short", csv(`${HEADER}2,secret\n`), "VALUE_REFUSED", 2],
    ["that is cut off", csv(`${HEADER}2,u,b,2026-07-27 01:00:01\n`).subarray(0, -4), "PART_UNREADABLE"],
    ["that is not gzip", Buffer.from(`${HEADER}2,u,b,2026-07-27 01:00:01\n`), "PART_UNREADABLE"],
  ];
  for (const [what, body, code, line] of wrong)
    it(`is not loaded and nothing of its batch is published: a part ${what}`, async () => {
      const manifest = world.write(BATCH, ROWS, { parts: 2 });
      const failure = await loadAndPublish(manifest, replacePart(world, manifest, body));
      expect(failure.code).to.equal(code);
      expect(failure.where.line).to.equal(line);
      expect(failure.message).not.to.include("secret");
    });

  it("is not loaded: a part that was written again since", async () => {
    const manifest = world.write(BATCH, ROWS, { parts: 2 });
    const [, named] = world.parts(manifest);
    replacePart(world, manifest, csv(`${HEADER}9,u,b,2026-07-27 01:00:01\n`));
    expect((await loadAndPublish(manifest, named as ExportPart)).code).to.equal("PART_CHANGED");
  });

  it("is not loaded: a part that is not there", async () => {
    const manifest = world.write(BATCH, ROWS, { parts: 2 });
    const [, named] = world.parts(manifest) as [ExportPart, ExportPart];
    world.s3.objects.delete(`${BUCKET}/${named.key}`);
    expect((await loadAndPublish(manifest, named)).code).to.equal("PART_MISSING");
  });

  it("is not published: a batch with a part that was loaded under another ETag than the list has", async () => {
    const manifest = world.write(BATCH, ROWS, { parts: 2 });
    await loadPart(world.sync, world.parts(manifest)[0] as ExportPart);
    const other = replacePart(world, manifest, csv(`${HEADER}9,u,b,2026-07-27 01:00:01\n`));
    await loadPart(world.sync, other);
    expect((await failureOf(world.publish(manifest))).code).to.equal("PART_CHANGED");
    expect((await failureOf(loadPart(world.sync, world.parts(manifest)[1] as ExportPart))).code).to.equal(
      "PART_CHANGED",
    );
    expect(await world.seen()).to.deep.equal([]);
  });

  it("is not published: a batch whose table has lost a row since", async () => {
    const manifest = world.write(BATCH, ROWS);
    await world.load(manifest);
    await world.ask(`DELETE FROM load."market_orders_${BATCH}" WHERE order_id = 1`);
    expect((await failureOf(world.publish(manifest))).code).to.equal("ROWS_DIFFER");
  });

  it("is not loaded: a batch with other columns than the contract", async () => {
    const more = world.write(BATCH, ROWS, {
      differs: { columns: ["order_id", "user_id", "note", "updated_at", "email"] },
    });
    expect((await failureOf(world.load(more))).code).to.equal("COLUMNS_DIFFER");
    const fewer = world.write(BATCH, ROWS, { differs: { columns: ["order_id", "note", "updated_at"] } });
    // The other tables go on; the run's last step fails.
    expect((await world.run()).held).to.deep.include({ table: "orders", why: "COLUMNS_DIFFER" });
    expect((await failureOf(world.load(fewer))).code).to.equal("COLUMNS_DIFFER");
  });

  it("is not published: a batch whose manifest and list differ in rows or parts", async () => {
    const rows = world.write(BATCH, ROWS, { differs: { rows: 3 } });
    await world.load(rows);
    expect((await failureOf(world.publish(rows))).code).to.equal("ROWS_DIFFER");
    const parts = world.write(BATCH, ROWS, { differs: { parts: { ...rows.parts, count: 2 } } });
    expect((await failureOf(world.publish(parts))).code).to.equal("MANIFEST_UNREADABLE");
  });

  it("is not read: a manifest of another table, or one that is cut off", async () => {
    const manifest = world.write(BATCH, ROWS);
    const key = `${BUCKET}/manifests/market/orders/${BATCH}.json`;
    world.write(BATCH, [[1, "one"]], { table: "products" });
    for (const text of [JSON.stringify({ ...manifest, table: "products" }), '{"database":']) {
      world.s3.objects.set(key, storedObject(Buffer.from(text)));
      const { held, tables } = await world.run();
      expect(held).to.deep.equal([{ table: "orders", why: "MANIFEST_UNREADABLE" }]);
      expect(
        tables.flatMap(({ table }) => table),
        "the others are loaded",
      ).not.to.include("orders");
    }
    expect(await world.seen("products")).to.deep.equal([["1", "one"]]);
  });

  it("is not loaded: a part from elsewhere in the bucket", async () => {
    const manifest = world.write(BATCH, ROWS);
    const part = world.parts(manifest)[0] as ExportPart;
    expect((await failureOf(loadPart(world.sync, { ...part, key: `errors/${part.key}` }))).code).to.equal(
      "EVENT_UNKNOWN",
    );
  });

  it("is not merged: a batch of changes with a row that has no key", async () => {
    world.write(BATCH, ROWS);
    await world.run();
    const changes = world.write("20260727T0230", [[undefined, "u", "n", "2026-07-27 02:00:00"]], { kind: "changes" });
    expect((await failureOf(world.run())).code).to.equal("KEY_MISSING");
    expect((await failureOf(world.publish(changes))).code).to.equal("KEY_MISSING");
    expect(await world.seen()).to.have.length(2);
  });

  it("is not merged: a batch of changes where no full batch is", async () => {
    const changes = world.write(BATCH, ROWS, { kind: "changes" });
    await world.load(changes);
    expect((await failureOf(world.publish(changes))).code).to.equal("NO_FULL_BATCH");
  });

  it("is not published: a batch that is older than the one that readers see", async () => {
    const old = world.write(BATCH, ROWS);
    await world.load(old);
    world.write("20260727T0230", ROWS.slice(0, 1));
    await world.run();
    expect((await failureOf(world.publish(old))).code).to.equal("BATCH_OUTDATED");
    expect(await world.seen()).to.have.length(1);
  });

  it("is tried again where the tables are not there, with a word on what to do", async () => {
    world.write(BATCH, ROWS);
    await world.ask("DROP SCHEMA load CASCADE");
    expect((await failureOf(world.run())).message).to.include("ops tables");
  });
});
