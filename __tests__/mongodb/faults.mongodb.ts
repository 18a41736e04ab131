import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { type Document, MongoClient } from "mongodb";
import type { Contract } from "../../contracts/contract.ts";
import { expectedDocuments } from "../../local/mongodb/expected.ts";
import { DATABASE, endOf, Rig } from "./extract.ts";

const cases: Contract = { title: true };
const CONFIGURATION = 10;

describe("An extract that can't go on", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ cases, absent: cases, viewed: cases });
  });
  after(() => rig.stop());
  beforeEach(async () => {
    rig.s3.clear();
    await rig.db.dropDatabase();
    await rig.db.collection("cases").insertMany([{ title: "a" }, { title: "b" }]);
    expect((await rig.extract("cases")).code).to.equal(0);
  });

  const refusal = async (collection = "cases") => {
    const ended = await rig.extract(collection);
    return { exit: ended.code, code: endOf(ended)?.code };
  };

  it("says that the oplog is lost, every time, and never begins anew by itself", async () => {
    const keys = [...rig.s3.objects.keys()];
    await overrunOplog(rig);
    for (let run = 0; run < 2; run++)
      expect(await refusal()).to.deep.equal({ exit: CONFIGURATION, code: "OPLOG_LOST" });
    expect([...rig.s3.objects.keys()]).to.deep.equal(keys);
    expect((await rig.extract("cases", { mode: "snapshot" })).code).to.equal(0);
    expect((await rig.extract("cases")).code).to.equal(0);
    expect(await rig.replayed("cases")).to.deep.equal(await expectedDocuments(rig.db.collection("cases"), cases));
  });

  it("commits what came before the collection was dropped, and then says so", async () => {
    await rig.db.collection("cases").insertOne({ title: "last" });
    await rig.db.collection("cases").drop();
    await rig.db.collection("cases").insertOne({ title: "of another collection" });
    for (let run = 0; run < 2; run++)
      expect(await refusal()).to.deep.equal({ exit: CONFIGURATION, code: "COLLECTION_DROPPED" });
    const titles = [...(await rig.replayed("cases")).values()].map(({ title }) => title);
    expect(titles).to.deep.equal(['"a"', '"b"', '"last"']);
    expect((await rig.extract("cases", { mode: "snapshot" })).code).to.equal(0);
    expect((await rig.extract("cases")).code).to.equal(0);
    expect(await rig.replayed("cases")).to.deep.equal(await expectedDocuments(rig.db.collection("cases"), cases));
  });

  it("says that the collection was renamed, or that another took its name", async () => {
    await rig.db.collection("other").insertOne({ title: "c" });
    await rig.db.collection("other").rename("cases", { dropTarget: true });
    const { exit, code } = await refusal();
    expect(exit).to.equal(CONFIGURATION);
    expect(code).to.be.oneOf(["COLLECTION_RENAMED", "COLLECTION_DROPPED"]);
    expect((await rig.extract("cases", { mode: "snapshot" })).code).to.equal(0);
    await rig.db.collection("cases").rename("renamed");
    await rig.db.createCollection("cases");
    expect(await refusal()).to.deep.equal({ exit: CONFIGURATION, code: "COLLECTION_RENAMED" });
  });

  it("refuses a collection that is not there, a view, and one that no contract lists", async () => {
    await rig.db.createCollection("viewed", { viewOn: "cases" });
    expect(await refusal("absent")).to.deep.equal({ exit: CONFIGURATION, code: "COLLECTION_ABSENT" });
    expect(await refusal("viewed")).to.deep.equal({ exit: CONFIGURATION, code: "NOT_A_COLLECTION" });
    expect(await refusal("constructor")).to.deep.equal({ exit: CONFIGURATION, code: "UNLISTED_COLLECTION" });
  });

  it("lets no key leave that is not listed, and says so, of documents and of changes", async () => {
    const people = rig.db.collection<{ _id: unknown } & Document>("cases");
    await people.insertOne({ _id: "ann@example.org" as never, title: "c" });
    const ended = await rig.extract("cases");
    expect(endOf(ended)).to.include({ code: "KEY_NOT_LISTED" });
    expect(ended.output).not.to.include("ann@example.org");
    rig.s3.clear();
    expect(await refusal()).to.deep.equal({ exit: CONFIGURATION, code: "KEY_NOT_LISTED" });
    expect(rig.manifests("cases")).to.deep.equal([]);
  });

  it("refuses a lake whose manifests somebody deleted", async () => {
    expect((await rig.extract("cases")).code).to.equal(0);
    for (const key of rig.s3.objects.keys()) if (key.includes("/raw/")) rig.s3.objects.delete(key);
    expect(await refusal()).to.deep.equal({ exit: CONFIGURATION, code: "BATCHES_MISSING" });
  });

  it("does not overwrite the batch of another run", async () => {
    const other = JSON.stringify({ ...rig.manifests("cases")[0], batch: "00000001" });
    await rig.db.collection("cases").insertOne({ title: "c" });
    rig.s3.onRequest = ({ method, key }) => {
      const name = `lake/${key}`;
      if (method === "PUT" && key.endsWith("00000001.json") && !rig.s3.objects.has(name))
        rig.s3.objects.set(name, { body: Buffer.from(other), headers: {}, etag: '"other"', lastModified: new Date() });
      return undefined;
    };
    expect(await refusal()).to.deep.equal({ exit: 1, code: "BATCH_EXISTS" });
    expect(rig.s3.objects.get(`lake/raw/${DATABASE}/cases/00000001.json`)?.body.toString()).to.equal(other);
  });

  it("says what is wrong with the connection, after half a minute if nobody answers", async () => {
    const at = (uri: string) => rig.extract("cases", { uri }).then((ended) => endOf(ended)?.code);
    expect(await at("mongodb://db.example.org/?replicaSet=rs0")).to.equal("TLS_REQUIRED");
    expect(await at(rig.mongo.uri.replace("rs0", "other"))).to.equal("SOURCE_UNREACHABLE");
  });
});

/** Writes until the oldest change is no longer in the oplog of 200 MB, which MongoDB cuts behind a checkpoint. */
async function overrunOplog(rig: Rig): Promise<void> {
  const oplog = rig.client.db("local").collection("oplog.rs");
  const oldest = async () => JSON.stringify((await oplog.findOne({}, { sort: { $natural: 1 } }))?.ts);
  const text = "x".repeat(1_000_000);
  const before = await oldest();
  for (let megabytes = 0; (await oldest()) === before; megabytes += 20) {
    if (megabytes === 2_000) throw new Error("The oplog was not cut.");
    await rig.db.collection("big").insertMany(Array.from({ length: 20 }, () => ({ text })));
  }
}

describe("An extract with a login for one collection", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start({ cases, other: cases }, { logins: true });
    await rig.db.collection("cases").insertOne({ title: "a" });
    await rig.db.collection("other").insertOne({ title: "b" });
    await rig.db.command({
      createRole: "extractCases",
      privileges: [{ resource: { db: DATABASE, collection: "cases" }, actions: ["find", "changeStream", "collStats"] }],
      roles: [],
    });
    await rig.db.command({ createUser: "extract", pwd: "secret-password", roles: ["extractCases"] });
  });
  after(() => rig.stop());

  const as = (login: string) =>
    rig.mongo.uri.replace("admin:admin@", `${login}@`).replace("/?", `/?authSource=${DATABASE}&`);

  it("reads this collection, and takes the oplog's window from the settings", async () => {
    for (let run = 0; run < 2; run++) {
      const ended = await rig.extract("cases", { uri: as("extract:secret-password") });
      expect(ended.code, ended.output).to.equal(0);
      expect(ended.log.find(({ message }) => message === "window")).to.include({
        oplogFrom: "setting",
        oplogSeconds: 86_400,
      });
      expect(ended.output).not.to.include("secret-password");
      await rig.db.collection("cases").insertOne({ title: "c" });
    }
    expect(rig.manifests("cases").map(({ rows }) => rows)).to.deep.equal([1, 1]);
  });

  it("reads the oplog's window if that is granted", async () => {
    const resource = { db: "local", collection: "oplog.rs" };
    const admin = rig.client.db("admin");
    await admin.command({ createRole: "readOplog", privileges: [{ resource, actions: ["find"] }], roles: [] });
    await rig.db.command({ grantRolesToUser: "extract", roles: [{ role: "readOplog", db: "admin" }] });
    const { log } = await rig.extract("cases", { uri: as("extract:secret-password") });
    expect(log.find(({ message }) => message === "window")).to.include({ oplogFrom: "oplog" });
  });

  it("does not see another, and says that a login is refused", async () => {
    const other = await rig.extract("other", { uri: as("extract:secret-password") });
    expect([other.code, endOf(other)?.code]).to.deep.equal([CONFIGURATION, "COLLECTION_ABSENT"]);
    const wrong = await rig.extract("cases", { uri: as("extract:wrong-password") });
    expect([wrong.code, endOf(wrong)?.code]).to.deep.equal([CONFIGURATION, "LOGIN_REFUSED"]);
    expect(wrong.output).not.to.include("wrong-password");
  });
});

describe("An extract of a secondary that lags", () => {
  let rig: Rig;
  let secondary: MongoClient;
  before(async () => {
    rig = await Rig.start({ cases }, { members: 2 });
    secondary = new MongoClient(rig.mongo.members[1] as string);
    await rig.db.collection("cases").insertOne({ title: "first" });
    expect((await rig.extract("cases", { readFrom: "secondary" })).code).to.equal(0);
  });
  after(async () => {
    await secondary.close();
    await rig.stop();
  });
  beforeEach(async () => {
    await secondary.db("admin").command({ fsync: 1, lock: true });
    const titles = Array.from({ length: 50 }, (_, at) => ({ title: `${at}` }));
    await rig.db.collection("cases").insertMany(titles, { writeConcern: { w: 1 } });
  });

  const unlock = () => secondary.db("admin").command({ fsyncUnlock: 1 });

  it("waits for it, and has every change that the primary had at the start", async () => {
    const extract = rig.extract("cases", { readFrom: "secondary", readTags: { use: "analytics" } });
    await setTimeout(4_000);
    await unlock();
    expect((await extract).code).to.equal(0);
    expect(await rig.replayed("cases")).to.deep.equal(await expectedDocuments(rig.db.collection("cases"), cases));
  });

  it("gives up after its time, and commits nothing", async () => {
    const before = rig.manifests("cases");
    const ended = await rig.extract("cases", { readFrom: "secondary", limits: { lagMs: 2_000 } });
    await unlock();
    expect([ended.code, endOf(ended)?.code]).to.deep.equal([1, "SECONDARY_LAGGING"]);
    expect(rig.manifests("cases")).to.deep.equal(before);
  });
});
