import { createHash } from "node:crypto";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { expect } from "chai";
import { rawFiles } from "../../local/dms/raw-files.ts";
import { objectCreated } from "../../local/s3-event.ts";
import { storedObject } from "../../local/s3-object.ts";
import { ANN, ANN_ID, BOB, BOB_ID, PERSONAL, ticketLine, ticketsFile } from "./documents.ts";
import { world } from "./setup.ts";

const FIRST = "production-us-west-2/clean/legion";
const SECOND = "production-us-east-1/clean/shop";
const LOADED = "2026-02-22 10:15:00.000000";
const CHANGED = "2026-02-22 11:00:00.000000";
const LABELS = '"array_labels":["new, \\"vip\\"","eu"]';

describe("The pipeline in an emulator of AWS", () => {
  it("[C-022, C-036] takes a full load and the changes after it to CLEAN: listed fields only, one line for each row", async () => {
    const { primary } = world();
    const at = new Date("2026-02-22T11:00:00Z");
    const replication = {
      folder: "legion/invoices",
      start: new Date("2026-02-22T10:15:00Z"),
      fullLoad: [ANN, BOB],
      changes: [
        { op: "U", at, document: { ...ANN, total: BOB.total } },
        { op: "D", at, document: { _id: BOB._id } },
      ] as const,
      opInFullLoad: true,
      nullMarker: "NULL",
    };
    for (const { path, body } of rawFiles(replication)) await primary.put(`mongodb-data/${path}`, body);
    const [changes, load] = await primary.clean(`${FIRST}/invoices/`, 2);
    expect(load?.key).to.match(/^production-us-west-2\/clean\/legion\/invoices\/LOAD00000001\.[0-9a-f]{8}\.json\.gz$/);
    expect(load?.text).to.equal(
      `{"total":"1.10",${LABELS},"oid__id":"${ANN_ID}","dms_replicated_at":"${LOADED}","Op":"I"}\n` +
        `{"total":"90071992547409931",${LABELS},"oid__id":"${BOB_ID}","dms_replicated_at":"${LOADED}","Op":"I"}\n`,
    );
    expect(changes?.key).to.match(/\/20260222-110000000\.[0-9a-f]{8}\.json\.gz$/);
    expect(changes?.text).to.equal(
      `{"total":"90071992547409931",${LABELS},"oid__id":"${ANN_ID}","dms_replicated_at":"${CHANGED}","Op":"U"}\n` +
        `{"oid__id":"${BOB_ID}","dms_replicated_at":"${CHANGED}","Op":"D"}\n`,
    );
  });

  it("[C-023, C-024, C-061] stores a CLEAN object with its headers, and notifies Snowpipe of it once", async () => {
    const { primary, snowpipe } = world();
    const body = ticketsFile(["open"]);
    await primary.put("mongodb-data/legion/tickets/described/LOAD00000001.csv.gz", body);
    const [clean] = await primary.clean(`${FIRST}/tickets/described/`);
    expect(clean).to.deep.include({
      contentType: "application/x-ndjson",
      contentEncoding: "gzip",
      encryption: "AES256",
      text: ticketLine("open"),
    });
    expect(clean?.metadata).to.deep.include({
      "raw-key": "mongodb-data/legion/tickets/described/LOAD00000001.csv.gz",
      "raw-etag": storedObject(body).etag.replaceAll('"', ""),
      rows: "1",
    });
    expect(clean?.metadata).to.have.all.keys("raw-key", "raw-etag", "rows", "mask-hash");
    expect(await snowpipe.announcements(String(clean?.key))).to.equal(1);
  });

  it("[C-041, T-06] takes another region's database to its own prefix in the same bucket, and notifies Snowpipe, too", async () => {
    const { second, snowpipe } = world();
    await second.put("mongodb-data/shop/tickets/LOAD00000001.csv.gz", ticketsFile(["waiting"]));
    const [clean, ...others] = await second.clean(`${SECOND}/tickets/`);
    expect(others).to.deep.equal([]);
    expect(clean?.text).to.equal(ticketLine("waiting"));
    expect(await snowpipe.announcements(String(clean?.key))).to.equal(1);
  });

  it("[C-062] writes nothing of a collection that is not listed, and logs its name", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/users/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(["open"]));
    expect(await primary.log("skipped", key)).to.have.length(1);
    expect(await primary.clean(`${FIRST}/users`, 0)).to.deep.equal([]);
  });

  it("[C-012] does not invoke the cleaner for another database's objects", async () => {
    const { primary } = world();
    const key = (database: string) => `mongodb-data/${database}/tickets/asked/LOAD00000001.csv.gz`;
    await primary.put(key("legion2"), ticketsFile(["open"]));
    await primary.put(key("legion"), ticketsFile(["open"]));
    await primary.log("cleaned", key("legion"));
    for (const message of ["cleaned", "skipped", "failed"] as const)
      expect(await primary.log(message, key("legion2"), 0), message).to.deep.equal([]);
  });

  it("finds an object with any characters in its key", async () => {
    const { primary, snowpipe } = world();
    for (const name of ["a b", "a+b", "100%", "a%20b", "ü✓ 😀", "a=b&c", "a'(b)!*", "a#b?c"]) {
      await primary.put(`mongodb-data/legion/tickets/odd/${name}/LOAD00000001.csv.gz`, ticketsFile([name]));
      const [clean] = await primary.clean(`${FIRST}/tickets/odd/${name}/`);
      expect(clean?.text, name).to.equal(ticketLine(name));
      expect(await snowpipe.announcements(String(clean?.key)), name).to.equal(1);
    }
  });

  it("[T-13] streams an object that is larger than one part to CLEAN, and notifies once, when it is complete", async () => {
    const { primary, snowpipe } = world();
    const states = incompressible(20_000, 700);
    const key = "mongodb-data/legion/tickets/large/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(states));
    const [clean] = await primary.clean(`${FIRST}/tickets/large/`);
    const [{ bytesOut } = {}] = await primary.log("cleaned", key);
    expect(bytesOut).to.be.above(5 * 1024 * 1024);
    expect(clean?.etag, "the ETag of parts").to.match(/-2"$/);
    expect(clean?.text === states.map(ticketLine).join("")).to.equal(true);
    expect(await snowpipe.announcements(String(clean?.key))).to.equal(1);
  });

  it("[T-11] gives a reload, under the same RAW key, another CLEAN key", async () => {
    const { primary, snowpipe } = world();
    const key = "mongodb-data/legion/tickets/reloaded/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(["before"]));
    await primary.clean(`${FIRST}/tickets/reloaded/`);
    await primary.put(key, ticketsFile(["after"]));
    const both = await primary.clean(`${FIRST}/tickets/reloaded/`, 2);
    expect(both.map(({ text }) => text)).to.have.members([ticketLine("before"), ticketLine("after")]);
    for (const clean of both) expect(await snowpipe.announcements(clean.key)).to.equal(1);
  });

  it("gives the same key and the same bytes if an event comes twice", async () => {
    const { primary, snowpipe } = world();
    const key = "mongodb-data/legion/tickets/twice/LOAD00000001.csv.gz";
    const body = ticketsFile(["open"]);
    await primary.put(key, body);
    const once = await primary.clean(`${FIRST}/tickets/twice/`);
    const event = objectCreated(primary.rawBucket, key, storedObject(body), "us-west-2");
    const Payload = JSON.stringify(event);
    await primary.aws.lambda.send(
      new InvokeCommand({ FunctionName: primary.functionName, InvocationType: "Event", Payload }),
    );
    await primary.log("cleaned", key, 2);
    expect(await primary.clean(`${FIRST}/tickets/twice/`)).to.deep.equal(once);
    expect(await snowpipe.announcements(String(once[0]?.key))).to.equal(2);
  });

  it("[C-059] logs row counts and the CLEAN key of an object, and no value of it", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/logged/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(["open", "done"]));
    const [line = {}] = await primary.log("cleaned", key);
    const [clean] = await primary.clean(`${FIRST}/tickets/logged/`);
    expect(line).to.deep.include({ rowsIn: 2, rowsOut: 2, cleanKey: clean?.key, dropped: ["email"] });
    expect(JSON.stringify(line)).not.to.match(PERSONAL).and.not.to.include("done");
  });
});

/** Texts of hexadecimal digits, the same ones in each run. */
function incompressible(count: number, digits: number): string[] {
  const all = createHash("shake256", { outputLength: (count * digits) / 2 }).digest("hex");
  return Array.from({ length: count }, (_, index) => all.slice(index * digits, (index + 1) * digits));
}
