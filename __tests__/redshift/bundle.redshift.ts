import { expect } from "chai";
import { MONGODB_COLLECTIONS } from "../../contracts/mongodb-collections.ts";
import { type Collection, collectionOf } from "../../warehouse/redshift/collection.ts";
import { int, string } from "./documents.ts";
import { runJob } from "./job.ts";
import { startWorld, type World } from "./world.ts";

describe("What the image of the process step runs", function () {
  this.timeout(120_000);
  const contract = MONGODB_COLLECTIONS.legion?.cases;
  if (contract === undefined) throw new Error("no contract of cases");
  const CASES: Collection = collectionOf("legion", "cases", contract);
  const JOB = { database: "legion", collection: "cases" };
  const document = Object.fromEntries(CASES.fields.map(({ name }) => [name, string("Ann Smith")]));

  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.clear());
  after(() => world.close());

  const loaded = () => world.ask("SELECT batch, row_count::int FROM loads_legion.cases WHERE batch <> ''");

  it("[R-15] loads its collection, logs and counts it without a value, and ends with 0", async () => {
    await world.extract(CASES, 1, [{ id: "1", op: "r", document }]);
    const { code, log, output } = await runJob(world, JOB);
    expect({ code, output }).to.deep.equal({ code: 0, output });
    expect(await loaded()).to.deep.equal([["00000001", 1]]);
    expect(log.find(({ message }) => message === "loaded")).to.include({ batch: "00000001", rows: 1 });
    const metrics = log.filter((line) => "_aws" in line);
    expect(metrics).to.have.length(1);
    expect(metrics[0]).to.include({
      service: "process",
      collection: "legion/cases",
      RowsLoaded: 1,
      Backlog: 0,
      Stopped: 0,
    });
    expect(output).not.to.include("Ann Smith");
  });

  it("ends with a code of its own if the collection is stopped, which AWS Batch does not try again", async () => {
    await world.extract(CASES, 1, [{ id: "1", op: "r", document }]);
    await runJob(world, JOB);
    const [name = ""] = Object.keys(document);
    await world.extract(CASES, 2, [{ id: "2", op: "c", document: { [name]: int(4711) } }]);
    const { code, log, output } = await runJob(world, JOB);
    expect(code).to.equal(11);
    expect(log.find(({ message }) => message === "stopped")).to.include({ level: "ERROR", code: "SCHEMA_DRIFT" });
    expect(log.find((line) => "_aws" in line)).to.include({ Stopped: 1, Backlog: 1 });
    expect(output).not.to.include("4711");
  });

  it("ends with another if it is set up wrongly", async () => {
    const { code, log } = await runJob(world, { database: "legion", collection: "users" });
    expect(code).to.equal(10);
    expect(log.find(({ message }) => message === "failed")).to.include({ code: "UNLISTED_COLLECTION" });
    expect((await runJob(world, { database: "legion", collection: "" })).code).to.equal(10);
  });

  it("ends with 1, which is tried again, if S3 does not answer", async () => {
    world.s3.onRequest = () => ({ status: 500, code: "InternalError" });
    expect((await runJob(world, JOB)).code).to.equal(1);
  });

  it("can be killed while Redshift loads, and loads nothing twice when it runs again", async () => {
    await world.extract(CASES, 1, [{ id: "1", op: "r", document }]);
    let kill = () => {};
    let proceed = () => {};
    const killed = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    world.api.beforeStatement = async (sql) => {
      if (!sql.startsWith("COPY")) return;
      world.api.beforeStatement = undefined;
      kill();
      await killed;
    };
    const first = await runJob(world, JOB, (child) => {
      kill = () => child.kill("SIGKILL");
    });
    expect(first.signal).to.equal("SIGKILL");
    const second = runJob(world, JOB);
    proceed();
    expect((await second).code).to.equal(0);
    expect(await loaded()).to.deep.equal([["00000001", 1]]);
  });
});
