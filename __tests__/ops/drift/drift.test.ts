import { expect } from "chai";
import type { Change } from "../../../functions/process/drift.ts";
import type { Stopped } from "../../../functions/process/stopped.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import type { Registered } from "../../../warehouse/redshift/schema.ts";
import { databaseIn, production } from "../../stacks/mongodb-to-redshift/fixtures.ts";
import { clientsAt } from "../clients.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";

const STACK = "production-us-west-2-mongodb-to-redshift";
const BUCKET = "clearwell-documents-us-west-2-production";

const ENVIRONMENT: EnvironmentSettings = production({ databases: { legion: databaseIn("legion") } });

const SCHEMA: Registered = {
  version: 1,
  madeAt: 1,
  columns: [
    { field: "state", column: "state", type: "VARCHAR(65535)", since: 1 },
    { field: "address", column: "address", type: "SUPER", since: 1 },
  ],
  paths: { state: ["string"] },
};

const CHANGE: Change = {
  path: "state",
  change: "type",
  was: ["string"],
  is: ["int"],
  documents: 3,
  digitsBefore: 2,
  digitsAfter: 0,
};

const STOPPED: Stopped = { code: "DRIFT", batch: "00000007", changes: [CHANGE], names: [] };

describe("ops drift", () => {
  let aws: FakeAws;
  let s3: S3Server;
  beforeEach(async () => {
    aws = await startFakeAws();
    s3 = await startS3Server();
    put("schema/legion/tickets.json", SCHEMA);
    for (const batch of ["00000006", "00000007", "00000008"]) put(`raw/legion/tickets/${batch}.json`, manifest(batch));
  });
  afterEach(async () => {
    await aws.close();
    await s3.close();
  });

  it("says what changed, in how many documents, since which batch, and what waits", async () => {
    put("stopped/legion/tickets.json", STOPPED);
    const { code, out } = await drift();
    expect(out.split("\n")).to.deep.equal([
      "legion/tickets is stopped by a change of its documents",
      "  since batch 00000007: 2 batches not loaded",
      "  state  type  string  int  3 documents",
      "  --accept leaves the table as it is",
      "",
      "1 of 2 collections are not stopped.",
    ]);
    expect(code).to.equal(1);
  });

  it("exits with 0 if no collection is stopped", async () => {
    const { code, out } = await drift();
    expect([code, out]).to.deep.equal([0, `No collection of ${STACK} is stopped.`]);
  });

  it("with --accept takes the change into the registered schema, and removes the stop", async () => {
    put("stopped/legion/tickets.json", STOPPED);
    const { code, out } = await drift("--collection", "tickets", "--accept");
    expect([code, out]).to.deep.equal([0, "legion/tickets is accepted: the next run loads what waits."]);
    expect(stored("schema/legion/tickets.json")).to.deep.equal({ ...SCHEMA, paths: { state: ["int", "string"] } });
    expect(stored("stopped/legion/tickets.json")).to.equal(undefined);
    expect((await drift("--collection", "tickets", "--accept")).err, "a second time").to.include("nothing to accept");
  });

  it("refuses to accept what the contract does not list or no column holds, and changes nothing", async () => {
    const unlisted: Change = { ...CHANGE, path: "address.street", change: "unlisted" };
    put("stopped/legion/tickets.json", { ...STOPPED, changes: [CHANGE, unlisted, { ...CHANGE, change: "long" }] });
    const before = stored("schema/legion/tickets.json");
    const { code, err } = await drift("--collection", "tickets", "--accept");
    expect(code).to.equal(1);
    expect(err).to.include("address.street: the contract does not list it").and.include("state: it is longer than");
    expect(stored("schema/legion/tickets.json")).to.deep.equal(before);
    expect(stored("stopped/legion/tickets.json")).not.to.equal(undefined);
  });

  it("with --reject keeps the collection as it is until it is read anew", async () => {
    put("stopped/legion/tickets.json", STOPPED);
    const { code, out } = await drift("--collection", "legion/tickets", "--reject");
    expect(code).to.equal(0);
    expect(out).to.include("Rejected: loading goes on when the whole collection has been read anew.");
    expect(stored("stopped/legion/tickets.json")).to.deep.equal({ ...STOPPED, rejected: true });
  });

  it("with --accept loads a collection without the fields that nobody has seen", async () => {
    s3.objects.delete(`${BUCKET}/schema/legion/tickets.json`);
    put("stopped/legion/tickets.json", { code: "UNTYPED", batch: "00000006", changes: [], names: ["state"] });
    expect((await drift()).out)
      .to.include("waits for a first value in these fields")
      .and.include("\n  state\n");
    await drift("--collection", "tickets", "--accept");
    expect((stored("schema/legion/tickets.json") as Registered).columns.map(({ field }) => field)).to.deep.equal([
      "address",
    ]);
  });

  it("with --accept ignores names that are not listed from now on", async () => {
    put("stopped/legion/tickets.json", { code: "UNLISTED", batch: "00000007", changes: [], names: ["email"] });
    await drift("--collection", "tickets", "--accept");
    expect(stored("schema/legion/tickets.json")).to.deep.equal({ ...SCHEMA, ignored: ["email"] });
  });

  it("decides for one collection at a time, and knows the names of stacks and collections", async () => {
    expect((await drift("--accept")).err).to.include("need --collection");
    expect((await drift("--collection", "tikets")).err).to.include("Did you mean tickets?");
    const { err, code } = await operate(["drift", "production-us-west-2"], aws.endpoint, options());
    expect([code, err.includes(STACK)]).to.deep.equal([2, true]);
  });

  it("does nothing with credentials of another account", async () => {
    aws.account = "999988887777";
    put("stopped/legion/tickets.json", STOPPED);
    expect((await drift("--collection", "tickets", "--accept")).err).to.include("nothing was done");
    expect(stored("stopped/legion/tickets.json")).to.deep.equal(STOPPED);
  });

  const options = () => ({ environments: [], literals: [ENVIRONMENT], aws: clientsAt(aws.endpoint, s3.endpoint) });
  const drift = (...args: string[]) => operate(["drift", STACK, ...args], aws.endpoint, options());

  function put(key: string, value: object): void {
    s3.objects.set(`${BUCKET}/${key}`, storedObject(Buffer.from(JSON.stringify(value))));
  }

  function stored(key: string): unknown {
    const body = s3.objects.get(`${BUCKET}/${key}`)?.body;
    return body === undefined ? undefined : JSON.parse(body.toString());
  }
});

function manifest(batch: string): object {
  return { batch, profile: { documents: 1, paths: { address: { types: { object: 1 } } } } };
}
