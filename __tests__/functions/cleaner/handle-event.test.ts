import { gunzipSync, gzipSync } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import type { FailurePointer } from "../../../functions/cleaner/failure.ts";
import { type Cleaner, handleEvent } from "../../../functions/cleaner/handle-event.ts";
import { maskHash } from "../../../functions/cleaner/projection.ts";
import type { Summary } from "../../../functions/cleaner/summary.ts";
import { objectCreated } from "../../../local/s3-event.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import { sqs } from "./event-fixtures.ts";
import { SETTINGS } from "./settings.ts";

describe("The cleaner, over S3 on HTTP,", () => {
  let s3: S3Server;
  let reported: { cleaned: Summary[]; skipped: string[]; failed: FailurePointer[] };
  let cleaner: Cleaner;

  beforeEach(async () => {
    s3 = await startS3Server();
    reported = { cleaned: [], skipped: [], failed: [] };
    cleaner = makeCleaner();
  });
  afterEach(() => s3.close());

  it("[C-002, C-023, C-024, C-026] writes a RAW object's listed fields to CLEAN, gzipped, with their headers", async () => {
    await handleEvent(created("mongodb-data/legion/audit/LOAD00000001.csv.gz"), cleaner);
    const [summary] = reported.cleaned;
    expect(summary?.cleanKey).to.match(
      /^production-us-west-2\/clean\/legion\/audit\/LOAD00000001\.[0-9a-f]{8}\.json\.gz$/,
    );
    const object = s3.objects.get(`clean/${summary?.cleanKey}`);
    expect(gunzipSync(object?.body as Buffer).toString()).to.equal(
      '{"status":"open","oid__id":"1"}\n{"oid__id":"2"}\n',
    );
    expect(object?.headers).to.deep.equal({
      "content-type": "application/x-ndjson",
      "content-encoding": "gzip",
      "x-amz-meta-raw-key": "mongodb-data/legion/audit/LOAD00000001.csv.gz",
      "x-amz-meta-raw-etag": s3.objects
        .get("raw/mongodb-data/legion/audit/LOAD00000001.csv.gz")
        ?.etag.replaceAll('"', ""),
      "x-amz-meta-mask-hash": maskHash({ mask: { status: true }, nullMarker: "NULL", passOp: true }),
      "x-amz-meta-rows": "2",
    });
  });

  it("[C-059] reports for each object what came in, what went out, and where", async () => {
    await handleEvent(created("mongodb-data/legion/audit/x.csv.gz"), cleaner);
    const { cleanKey, milliseconds, bytesOut, ...rest } = reported.cleaned[0] as Summary;
    expect([cleanKey, milliseconds, bytesOut].every(Boolean)).to.equal(true);
    expect(rest).to.deep.equal({
      collection: "audit",
      rawKey: "mongodb-data/legion/audit/x.csv.gz",
      rowsIn: 2,
      rowsOut: 2,
      headerOnly: false,
      deletes: 0,
      keyless: 0,
      keylessDeletes: 0,
      malformed: 0,
      malformedCells: [],
      scalars: 0,
      replacedCharacters: 0,
      dropped: ["email"],
      droppedUnnamed: 0,
      absent: [],
      suspicious: [],
      bytesIn: RAW.length,
    });
  });

  it("reads a key with spaces, plus signs and letters beyond ASCII", async () => {
    await handleEvent(created("mongodb-data/legion/audit/a b+cé.csv.gz"), cleaner);
    expect(reported.cleaned[0]?.cleanKey).to.match(
      /^production-us-west-2\/clean\/legion\/audit\/a b\+cé\.[0-9a-f]{8}\.json\.gz$/,
    );
    expect(s3.objects.has(`clean/${reported.cleaned[0]?.cleanKey}`)).to.equal(true);
  });

  it("reads another delimiter, by the reference kernel, if the environment has one", async () => {
    const environment = { ...cleaner.environment, csvDelimiter: "|" };
    const raw = gzipSync('email|status|oid__id\n"ann|smith"|a,b|1\n');
    await handleEvent(created("mongodb-data/legion/audit/x.csv.gz", raw), { ...cleaner, environment });
    const object = s3.objects.get(`clean/${reported.cleaned[0]?.cleanKey}`);
    expect(gunzipSync(object?.body as Buffer).toString()).to.equal('{"status":"a,b","oid__id":"1"}\n');
  });

  it("keeps the metadata within S3's limit for a long key", async () => {
    await handleEvent(created(`mongodb-data/legion/audit/${"漢".repeat(330)}.csv.gz`), cleaner);
    const headers = s3.objects.get(`clean/${reported.cleaned[0]?.cleanKey}`)?.headers ?? {};
    const metadata = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-meta-"));
    expect(metadata.join("").length).to.be.within(1000, 2048);
  });

  it("writes the same bytes under the same key on a retry", async () => {
    const event = created("mongodb-data/legion/audit/x.csv.gz");
    await handleEvent(event, cleaner);
    const first = new Map(s3.objects);
    await handleEvent(event, cleaner);
    expect([...s3.objects.keys()]).to.deep.equal([...first.keys()]);
    for (const [key, { body }] of first) expect(s3.objects.get(key)?.body.equals(body), key).to.equal(true);
  });

  it("writes nothing for a file without rows, which is a success", async () => {
    await handleEvent(created("mongodb-data/legion/audit/x.csv.gz", gzipSync("status,oid__id\n")), cleaner);
    await handleEvent(created("mongodb-data/legion/audit/y.csv", Buffer.alloc(0)), cleaner);
    expect(reported.cleaned.map(({ cleanKey, bytesOut, rowsIn }) => [cleanKey, bytesOut, rowsIn])).to.deep.equal([
      [null, 0, 0],
      [null, 0, 0],
    ]);
    expect(cleanKeys()).to.deep.equal([]);
  });

  it("[C-062] skips an unlisted collection without an error", async () => {
    await handleEvent(created("mongodb-data/legion/users/x.csv.gz"), cleaner);
    expect(reported.skipped).to.deep.equal(["unlisted-collection"]);
    expect(s3.requests.filter(({ method }) => method === "GET")).to.deep.equal([]);
  });

  it("uses the list of the object's own database if two have a collection of the same name", async () => {
    cleaner = { ...cleaner, masks: { legion: { users: { status: true } }, shop: { users: { email: true } } } };
    for (const database of ["legion", "shop", "other"])
      await handleEvent(created(`mongodb-data/${database}/users/x.csv.gz`), cleaner);
    expect(cleanKeys().map((key) => [key.split("/")[3], cleanText(key)])).to.deep.equal([
      ["legion", '{"status":"open","oid__id":"1"}\n{"oid__id":"2"}\n'],
      ["shop", '{"email":"ann@example.org","oid__id":"1"}\n{"oid__id":"2"}\n'],
    ]);
    expect(reported.skipped).to.deep.equal(["unlisted-database"]);
  });

  it("fails the invocation after trying every record, with pointers and no values", async () => {
    const bad = created("mongodb-data/legion/audit/bad.csv.gz", gzipSync('status,oid__id\n"ann@example.org"x,1\n'));
    const good = created("mongodb-data/legion/audit/good.csv.gz");
    const error = await handleEvent({ Records: [...bad.Records, ...good.Records] }, cleaner).catch(
      (thrown: Error) => thrown,
    );
    const { failures } = JSON.parse((error as Error).message) as { failures: FailurePointer[] };
    expect(failures).to.deep.equal(reported.failed.map((pointer) => JSON.parse(JSON.stringify(pointer))));
    expect(failures[0]).to.include({
      code: "QUOTE_TRAILING",
      bucket: "raw",
      key: "mongodb-data/legion/audit/bad.csv.gz",
      line: 2,
      column: "status",
    });
    expect(failures[0]?.etag).to.match(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(failures) + (error as Error).stack).not.to.include("ann@example.org");
    expect(cleanKeys())
      .to.have.length(1)
      .and.satisfy(([key]: string[]) => key?.includes("/good."));
  });

  it("goes on with the other records if one can't be read", async () => {
    const good = created("mongodb-data/legion/audit/good.csv.gz");
    await handleEvent({ Records: [{}, ...good.Records] }, cleaner).catch(() => undefined);
    expect(reported.failed.map(({ code }) => code)).to.deep.equal(["EVENT_UNKNOWN"]);
    expect(cleanKeys()).to.have.length(1);
  });

  it("reports the kind of the error that caused a failure, and not its message", async () => {
    s3.onRequest = () => ({ status: 403, code: "AccessDenied" });
    await handleEvent(created("mongodb-data/legion/audit/x.csv.gz"), cleaner).catch(() => undefined);
    const { explanation, ...rest } = reported.failed[0] as FailurePointer;
    expect(rest).to.include({ code: "READ_FAILED", cause: "AccessDenied 403" });
    expect(explanation).to.equal(new CleanerError("READ_FAILED").message);
  });

  it("fails with READ_FAILED if S3 stops in the middle, and writes nothing", async () => {
    s3.onRequest = ({ method }) => (method === "GET" ? { cutAfter: 20 } : undefined);
    await handleEvent(created("mongodb-data/legion/audit/x.csv.gz"), cleaner).catch(() => undefined);
    expect(reported.failed.map(({ code }) => code)).to.deep.equal(["READ_FAILED"]);
    expect(cleanKeys()).to.deep.equal([]);
  });

  it("reports only the failed messages of an SQS batch", async () => {
    const body = (key: string, raw = RAW) => JSON.stringify(created(key, raw));
    const batch = sqs(
      ["good", body("mongodb-data/legion/audit/good.csv.gz")],
      ["bad", body("mongodb-data/legion/audit/bad.csv.gz", gzipSync("oid__id,status,status\n1,2,3\n"))],
      ["test", JSON.stringify({ Event: "s3:TestEvent" })],
      ["broken", "{"],
    );
    expect(await handleEvent(batch, cleaner)).to.deep.equal({
      batchItemFailures: [{ itemIdentifier: "bad" }, { itemIdentifier: "broken" }],
    });
    expect(reported.failed.map(({ code }) => code)).to.deep.equal(["HEADER_DUPLICATE", "EVENT_UNKNOWN"]);
    expect(cleanKeys()).to.have.length(1);
  });

  it("cleans an object of an EventBridge event", async () => {
    const key = "mongodb-data/legion/audit/a+b.csv.gz";
    const [record] = created(key).Records;
    const { eTag } = (record as { s3: { object: { eTag: string } } }).s3.object;
    await handleEvent(
      { "detail-type": "Object Created", detail: { bucket: { name: "raw" }, object: { key, etag: eTag } } },
      cleaner,
    );
    expect(reported.cleaned[0]?.rawKey).to.equal(key);
  });

  it("fails if the object has another version than the event names, or is gone", async () => {
    const event = created("mongodb-data/legion/audit/x.csv.gz");
    s3.objects.set("raw/mongodb-data/legion/audit/x.csv.gz", storedObject(gzipSync("status,oid__id\nnewer,2\n")));
    await handleEvent(event, cleaner).catch(() => undefined);
    s3.objects.clear();
    await handleEvent(event, cleaner).catch(() => undefined);
    expect(reported.failed.map(({ code }) => code)).to.deep.equal(["OBJECT_CHANGED", "OBJECT_MISSING"]);
    expect(cleanKeys()).to.deep.equal([]);
  });

  function makeCleaner(): Cleaner {
    const client = new S3Client({
      endpoint: s3.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      forcePathStyle: true,
    });
    const telemetry = {
      cleaned: (summary: Summary) => void reported.cleaned.push(summary),
      skipped: (_: unknown, reason: string) => void reported.skipped.push(reason),
      failed: (pointer: FailurePointer) => void reported.failed.push(pointer),
    };
    return {
      environment: SETTINGS,
      masks: { legion: { audit: { status: true } } },
      buckets: { raw: client, clean: client },
      telemetry,
    };
  }

  /** Puts a RAW object and returns the event that S3 would send. */
  function created(key: string, body = RAW) {
    const object = storedObject(body);
    s3.objects.set(`raw/${key}`, object);
    return objectCreated("raw", key, object, "us-west-2");
  }

  function cleanText(key: string): string {
    return gunzipSync(s3.objects.get(key)?.body as Buffer).toString();
  }

  function cleanKeys(): string[] {
    return [...s3.objects.keys()].filter((name) => name.startsWith("clean/"));
  }
});

const RAW = gzipSync("email,status,oid__id\nann@example.org,open,1\n,,2\n");
