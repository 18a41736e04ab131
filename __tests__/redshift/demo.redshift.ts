import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { MongoClient } from "mongodb";
import { pii } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { mongoCollectionsOf } from "../../contracts/mongodb-collections.ts";
import type { Faults } from "../../local/documents/demo.ts";
import { runDocuments } from "../../local/documents/pipeline.ts";
import { startReplicaSet } from "../../local/mongodb/mongod.ts";
import { recorder } from "../command/recorder.ts";

const CONTRACTS: AllowList = {
  audit: { customer_id: true, status: true, array_nodes: { data: { label: true } } },
  customers: { tier: true, birthday: pii("date_of_birth", "date"), created_at: "timestamp" },
  orders: { oid_customer_id: pii("customer_id"), total: "decimal(12,2)", array_lines: { sku: true, price: true } },
  products: { _id: "key", active: "boolean", array_tags: "json", array_variants: { size: true, stock: "integer" } },
};

const sourcesOf = (collections: AllowList) => ({ shop: { engine: "mongodb", collections } as const });

describe("npm start -- mongodb-to-redshift", function () {
  this.timeout(600_000);
  let output: string;
  beforeEach(async () => {
    output = await mkdtemp(join(tmpdir(), "clearwell-demo-"));
  });
  afterEach(() => rm(output, { recursive: true }));

  async function start(faults: Faults) {
    const lines: string[] = [];
    const request = { sources: sourcesOf(CONTRACTS), output, calledFrom: output, faults };
    const isGood = await runDocuments(request, recorder(lines));
    return { isGood, out: lines.join("\n") };
  }

  it("loads batches, stops the collection that drifts and no other, loads its backlog after a decision, and each row is its document", async () => {
    const { isGood, out } = await start({
      // Before it is loaded, so that the next run reads the same changes again.
      betweenSteps: (run, collection, { objects }) => {
        if (run !== 2 || collection !== "orders") return;
        for (const name of objects.keys()) if (name.includes("/orders/00000001")) objects.delete(name);
      },
    });
    expect(isGood, out).to.equal(true);
    expect(out.match(/ equal$/gm), out).to.have.length(4);
    expect(out.match(/SCHEMA_DRIFT$/gm), "in two of the runs, one collection").to.have.length(2);
    expect(out).to.match(/customer_id +type +string +int +40 documents/);
    expect(out).to.match(/total DECIMAL\(12,2\), +lines +SUPER/);
    expect(out).to.match(/rows left MongoDB, with 0 fields/);
    expect(out.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    expect(await readdir(join(output, "bucket/raw/shop"))).to.have.members(Object.keys(CONTRACTS));
  });

  it("reads a replica set of one's own, and leaves nothing in it", async () => {
    const own = await startReplicaSet();
    const client = new MongoClient(own.uri);
    try {
      const before = (await client.db().admin().listDatabases()).databases.map(({ name }) => name);
      const lines: string[] = [];
      const request = { sources: sourcesOf(CONTRACTS), output, calledFrom: output, own: own.uri };
      expect(await runDocuments(request, recorder(lines)), lines.join("\n")).to.equal(true);
      expect(lines.join("\n")).not.to.include("starting mongod");
      const after = (await client.db().admin().listDatabases()).databases.map(({ name }) => name);
      expect(after).to.have.members(before);
    } finally {
      await client.close();
      await own.stop();
    }
  });

  it("ends as failed, and says where, if a batch is lost, rows are lost, or the extract's projection is not the contract", async () => {
    const broken: AllowList = {
      ...CONTRACTS,
      customers: { ...CONTRACTS.customers, email: pii("email") },
      products: { ...CONTRACTS.products, array_variants: { size: true } },
    };
    const { isGood, out } = await start({
      extracted: mongoCollectionsOf(sourcesOf(broken)),
      betweenSteps: (run, collection, { objects }) => {
        if (run !== 3 || collection !== "audit") return;
        for (const name of objects.keys()) if (name.includes("/audit/00000001")) objects.delete(name);
      },
      beforeComparing: ({ ask }) => ask(`DELETE FROM landing_shop.orders WHERE _batch = '00000001'`),
    });
    expect(isGood, out).to.equal(false);
    expect(out).to.match(/audit failed: RAW_INCOMPLETE/);
    expect(out).to.match(/orders +[\d,]+ +[\d,]+ +[1-9]\d* +0 +0 +DIFFERS/);
    expect(out).to.match(/products +[\d,]+ +[\d,]+ +0 +0 +[1-9]\d* +DIFFERS/);
    expect(out).to.match(/with 1 fields that no contract lists\n +customers\.email/);
  });
});
