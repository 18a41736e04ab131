import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Binary, Decimal128, Double, Long, type ObjectId } from "mongodb";
import type { Contract } from "../../contracts/contract.ts";
import { bundleContainer } from "../../functions/bundle-container.ts";
import { expectedDocuments } from "../../local/mongodb/expected.ts";
import { endOf, Rig } from "./extract.ts";

const cases: Contract = { title: true, score: true };
const products: Contract = { _id: "key", name: true };
const DOCUMENTS = 3_000;

/** A range ends after the 1,000 documents that the server sends at once. */
const limits = { batchText: 60_000 };

describe("The first load of a collection", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ cases, products });
  });
  after(() => rig.stop());
  beforeEach(async () => {
    rig.s3.clear();
    await rig.db.dropDatabase();
    const titled = Array.from({ length: DOCUMENTS }, (_, at) => ({
      title: `${at} ${"x".repeat(100)}`,
      score: at,
      name: "n",
    }));
    await rig.db.collection("cases").insertMany(titled);
  });

  it("[R-09] is read in ranges of `_id`, each with a manifest, and the changes begin before its first document", async () => {
    expect((await rig.extract("cases", { limits })).code).to.equal(0);
    const manifests = rig.manifests("cases");
    expect(manifests.length).to.be.above(3);
    const described = manifests.map(({ range, complete }) => [range?.load, range?.index, complete]);
    const expected = manifests.map((_, at) => ["00000000", at, at === manifests.length - 1]);
    expect(described).to.deep.equal(expected);
    expect(new Set(manifests.map(({ token }) => JSON.stringify(token))).size).to.equal(1);
    expect(manifests.reduce((sum, { rows }) => sum + rows, 0)).to.equal(DOCUMENTS);
    expect(await rig.replayed("cases")).to.deep.equal(await expectedDocuments(rig.db.collection("cases"), cases));
  });

  it("goes on with the ranges that have no manifest after it was killed", async () => {
    const killed = await rig.extract("cases", {
      limits,
      onStart: (child) => {
        rig.s3.onRequest = ({ method, key }) => {
          if (method === "PUT" && key.endsWith("00000002.json")) child.kill("SIGKILL");
          return undefined;
        };
      },
    });
    expect(killed.code).to.equal(null);
    rig.s3.onRequest = undefined;
    // The request may have been served before the process was gone.
    const before = rig.manifests("cases");
    expect(before.length).to.be.within(2, 3);
    await rig.db.collection("cases").updateOne({ score: 1 }, { $set: { title: "changed while nothing ran" } });
    expect((await rig.extract("cases", { limits })).code).to.equal(0);

    const after = rig.manifests("cases");
    expect(after.slice(0, before.length)).to.deep.equal(before);
    const ranges = after.filter(({ kind }) => kind === "snapshot");
    expect(ranges.map(({ range }) => range?.index)).to.deep.equal(ranges.map((_, at) => at));
    expect(ranges.reduce((sum, { rows }) => sum + rows, 0)).to.equal(DOCUMENTS);
    expect(await rig.replayed("cases")).to.deep.equal(await expectedDocuments(rig.db.collection("cases"), cases));
  });

  it("commits what it has read when it is told to stop, and says so", async () => {
    const stopped = await rig.extract("cases", {
      limits,
      onStart: (child) => {
        rig.s3.onRequest = ({ method, key }) => {
          if (method === "PUT" && key.endsWith("00000000.json")) child.kill("SIGTERM");
          return undefined;
        };
      },
    });
    rig.s3.onRequest = undefined;
    expect(stopped.code).to.equal(1);
    expect(endOf(stopped)).to.include({ status: "FAILED", code: "STOPPED" });
    const committed = rig.manifests("cases");
    expect(committed.length).to.be.within(1, 2);
    expect(committed.every(({ complete }) => complete === false)).to.equal(true);
    expect((await rig.extract("cases", { limits })).code).to.equal(0);
    expect(await rig.replayed("cases")).to.deep.equal(await expectedDocuments(rig.db.collection("cases"), cases));
  });

  it("has keys of all types, and no two of them meet", async () => {
    const ids = [
      ...[
        5,
        "5",
        Long.fromString("9007199254740993"),
        new Double(5.5),
        Decimal128.fromString("7.10"),
        "number:5",
        true,
      ],
      ...[new Date(0), new Binary(Buffer.from("ab")), "0123456789abcdef01234567", "ø"],
    ] as never[];
    const products = rig.db.collection<{ _id: never; name: string }>("products");
    await products.insertMany(ids.map((_id, at) => ({ _id, name: `${at}` })));
    for (let run = 0; run < 2; run++) {
      expect((await rig.extract("products", { limits: { batchText: 1 } })).code).to.equal(0);
      for (const _id of ids) await products.updateOne({ _id }, { $set: { name: "new" } });
    }
    await products.deleteOne({ _id: "5" as never });
    expect((await rig.extract("products")).code).to.equal(0);
    const replayed = await rig.replayed("products");
    expect([...replayed.keys()].sort()).to.deep.equal([
      "binData0:YWI=",
      "bool:true",
      "date:0",
      "decimal:71E-1",
      "double:5.5",
      "number:5",
      "number:9007199254740993",
      "string:0123456789abcdef01234567",
      "string:number:5",
      "ø",
    ]);
    expect(new Set([...replayed.values()].map(({ name }) => name))).to.deep.equal(new Set(['"new"']));
  });

  it("writes a manifest without rows of an empty collection, and the next run has its changes", async () => {
    await rig.db.createCollection("products");
    expect((await rig.extract("products")).code).to.equal(0);
    const [manifest] = rig.manifests("products");
    expect(manifest).to.include({ rows: 0, complete: true });
    expect(await rig.rows(manifest as never)).to.deep.equal([]);
    await rig.db.collection("products").insertOne({ _id: "a" as unknown as ObjectId, name: "b" });
    expect((await rig.extract("products")).code).to.equal(0);
    expect(Object.fromEntries(await rig.replayed("products"))).to.deep.equal({ a: { name: '"b"' } });
  });

  it("is made again on command only, and then replaces what was there", async () => {
    expect((await rig.extract("cases", { limits })).code).to.equal(0);
    const ranges = rig.manifests("cases").length;
    await rig.db.collection("cases").deleteMany({ score: { $gte: 100 } });
    expect((await rig.extract("cases", { limits, mode: "snapshot" })).code).to.equal(0);
    const again = rig.manifests("cases").slice(ranges);
    expect(again.map(({ kind, range }) => [kind, range?.load])).to.deep.equal([["snapshot", again[0]?.batch]]);
    expect((await rig.replayed("cases")).size).to.equal(100);
  });

  it("is what the bundle does that the image has", async () => {
    const folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    const bundle = join(folder, "index.mjs");
    await bundleContainer("extract", bundle, rig.contracts);
    const { code, output } = await rig.extract("cases", { bundle });
    await rm(folder, { recursive: true });
    expect(code, output).to.equal(0);
    expect(await rig.replayed("cases")).to.deep.equal(await expectedDocuments(rig.db.collection("cases"), cases));
  });

  it("only looks in the mode check", async () => {
    const { code, log } = await rig.extract("cases", { mode: "check" });
    expect(code).to.equal(0);
    expect(log.find(({ message }) => message === "checked")).to.include({ next: 0, isLoaded: false });
    expect(rig.s3.objects.size).to.equal(0);
  });
});
