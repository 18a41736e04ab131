import type { ChildProcess } from "node:child_process";
import { expect } from "chai";
import { Decimal128, Double, Long, type ObjectId } from "mongodb";
import type { Contract } from "../../contracts/contract.ts";
import { expectedDocuments } from "../../local/mongodb/expected.ts";
import { endOf, Rig } from "./extract.ts";

const DOCUMENTS = 20_000;
const SECRET = "planted-secret";

const orders: Contract = {
  number: true,
  total: true,
  quantity: true,
  placed_at: true,
  address: { country: true, geo: { lat: true } },
  array_lines: { sku: true, price: true },
  array_tags: "json",
};

/** What happens to a run when it writes its first manifest. */
type Fate = "killed before the manifest" | "killed after the manifest" | "lives";

for (const hasPostImages of [true, false])
  describe(`Extracting ${hasPostImages ? "with" : "without"} post images under a storm of writes`, () => {
    let rig: Rig;
    before(async () => {
      rig = await Rig.start({ orders }, { members: 2 });
      await rig.db.createCollection("orders", { changeStreamPreAndPostImages: { enabled: hasPostImages } });
      await rig.db.collection("orders").insertMany(Array.from({ length: DOCUMENTS }, (_, at) => order(at)));
    });
    after(() => rig.stop());

    it("[R-02, R-03, R-05, R-09] leaves each document as it is in MongoDB, however often it is killed", async () => {
      const storm = startStorm(rig);
      const fates: Fate[] = [
        "killed before the manifest",
        "killed after the manifest",
        "lives",
        "killed before the manifest",
        "lives",
        "killed after the manifest",
        "killed before the manifest",
        "lives",
      ];
      const outputs: string[] = [];
      for (const fate of fates) {
        const { code, output } = await run(rig, fate);
        outputs.push(output);
        expect(code, output).to.equal(fate === "lives" ? 0 : null);
      }
      const written = await storm.stop();
      const last = await run(rig, "lives");
      expect(last.code, last.output).to.equal(0);
      expect(written.updates).to.be.above(200);

      const replayed = await rig.replayed("orders");
      const expected = await expectedDocuments(rig.db.collection("orders"), orders);
      const keys = [...expected.keys()];
      expect(
        keys.filter((key) => !replayed.has(key)),
        "missing",
      ).to.deep.equal([]);
      expect(
        [...replayed.keys()].filter((key) => !expected.has(key)),
        "extra",
      ).to.deep.equal([]);
      const different = keys.filter((key) => JSON.stringify(replayed.get(key)) !== JSON.stringify(expected.get(key)));
      expect(
        different.map((key) => [replayed.get(key), expected.get(key)]),
        "different",
      ).to.deep.equal([]);
      expect(replayed.size).to.be.above(DOCUMENTS / 2);

      const manifests = rig.manifests("orders");
      expect(manifests.map(({ batch }) => Number(batch))).to.deep.equal(manifests.map((_, at) => at));
      const missing = manifests.reduce((sum, { postImagesMissing }) => sum + postImagesMissing, 0);
      if (hasPostImages) expect(missing).to.equal(0);
      else expect(missing).to.be.above(200);

      const rows = (await Promise.all(manifests.map((manifest) => rig.rows(manifest)))).flat();
      const texts = rows.map((row) =>
        JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? "" : value)),
      );
      expect([...texts, ...outputs, JSON.stringify(manifests)].some((text) => text.includes(SECRET))).to.equal(false);
      expect(manifests.at(0)?.unlisted.names).to.deep.equal(["email"]);
    });

    it("[R-06, R-07] says of a run how it ended, how much it read and how old it is", async () => {
      const ended = await run(rig, "lives");
      expect(endOf(ended)).to.include({ level: "INFO", status: "SUCCEEDED", collection: "shop/orders", rows: 0 });
      const metrics = ended.log.find((line) => "_aws" in line);
      expect(metrics).to.include({ FailedExtracts: 0, ExtractedRows: 0, stack: "test", collection: "shop/orders" });
      expect(metrics?.ExtractLag).to.be.below(60);
      expect(metrics?.OplogUsed).to.be.below(100.1);
      const window = ended.log.find(({ message }) => message === "window");
      expect(window).to.include({ oplogFrom: "oplog" });
    });
  });

function run(rig: Rig, fate: Fate) {
  return rig.extract("orders", {
    readFrom: "secondary",
    readTags: { use: "analytics" },
    limits: { batchText: 1_000_000 },
    onStart: (child) => meet(fate, rig, child),
  });
}

function meet(fate: Fate, rig: Rig, child: ChildProcess): void {
  const isManifest = (key: string) => /raw\/.*\.json$/.test(key);
  rig.s3.onRequest =
    fate === "killed before the manifest"
      ? ({ method, key }) => {
          if (method !== "PUT" || !isManifest(key)) return undefined;
          child.kill("SIGKILL");
          return { status: 503, code: "SlowDown" } as never;
        }
      : undefined;
  // The second manifest: the first may be that of a range, which the next run goes on from.
  let manifests = 0;
  rig.s3.objects.set = (key, object) => {
    if (fate === "killed after the manifest" && isManifest(key) && manifests++ === 0) child.kill("SIGKILL");
    return Map.prototype.set.call(rig.s3.objects, key, object) as typeof rig.s3.objects;
  };
}

function startStorm(rig: Rig) {
  const collection = rig.db.collection("orders");
  const written = { updates: 0, others: 0 };
  let isOver = false;
  const storm = (async () => {
    const ids = (await collection.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
    const any = () => ids[Math.floor(Math.random() * ids.length)] as ObjectId;
    for (let at = DOCUMENTS; !isOver; at++) {
      const _id = any();
      await collection.updateOne(
        { _id },
        { $set: { quantity: at, email: `${SECRET}-${at}`, "address.geo.lat": at / 7 } },
      );
      written.updates++;
      if (at % 5 === 0) await collection.deleteOne({ _id: any() });
      if (at % 3 === 0) await collection.replaceOne({ _id: any() }, order(at));
      if (at % 4 === 0) ids.push((await collection.insertOne(order(at))).insertedId as ObjectId);
      written.others++;
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await storm;
      return written;
    },
  };
}

function order(at: number) {
  return {
    number: Long.fromString(`9007199254740${String(at).padStart(6, "0")}`),
    total: Decimal128.fromString(`${at}.10`),
    quantity: at % 3 === 0 ? new Double(at) : at,
    placed_at: new Date(1_700_000_000_000 + at),
    email: `${SECRET}-${at}`,
    address: { country: "Norge Ø", street: SECRET, geo: { lat: at / 3, secret: SECRET } },
    lines: [{ sku: `"${at}"\n`, price: 1.5, secret: SECRET }, {}],
    ...(at % 2 === 0 ? { tags: ["a", at, { deep: [null, true] }] } : {}),
  };
}
