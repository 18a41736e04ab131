import { gzipSync } from "node:zlib";
import type { S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { openBuckets } from "../../../../functions/cleaner/buckets.ts";
import { isHeaderQuestion, MAX_NAMES, reportHeader } from "../../../../functions/cleaner/header/header-report.ts";
import { storedObject } from "../../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../../local/s3-server.ts";
import { fixture } from "../event-fixtures.ts";
import { SETTINGS } from "../settings.ts";

const KEY = "mongodb-data/legion/tickets/LOAD00000001.csv.gz";
const CLEAN_HEADER = { refusal: null, unnamed: 0, headerOnly: false };

describe("What the cleaner answers of a header", () => {
  const masks = { legion: { tickets: { state: true } } } as const;
  let s3: S3Server;

  before(async () => {
    s3 = await startS3Server();
  });
  beforeEach(() => s3.clear());
  after(() => s3.close());

  /** @param file undefined if there is no such object */
  function ask(file: string | Buffer | undefined, key = KEY, bucket = "raw") {
    if (file !== undefined) s3.objects.set(`${bucket}/${key}`, storedObject(Buffer.from(file as string)));
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const common = { endpoint: s3.endpoint, forcePathStyle: true, region: "us-west-2", credentials, maxAttempts: 1 };
    const buckets = openBuckets("us-east-1", 1000, common);
    return reportHeader({ clearwell: "check-header", bucket, key }, { environment: SETTINGS, masks, buckets });
  }

  it("is its names, of a file that would be cleaned", async () => {
    for (const file of ["oid__id,state,email\n1,open,x\n", gzipSync("oid__id,state,email\n1,open,x\n")])
      expect(await ask(file)).to.deep.equal({ ...CLEAN_HEADER, names: ["oid__id", "state", "email"] });
    expect(await ask("")).to.deep.equal({ ...CLEAN_HEADER, names: [] });
  });

  it("has only names that may be printed, and not more than a thousand of them", async () => {
    const header = ["oid__id", "contacts.ann@example.org", "two words", "x".repeat(65), "state"];
    expect(await ask(`${header.join()}\n1,2,3,4,5\n`)).to.deep.equal({
      ...CLEAN_HEADER,
      names: ["oid__id", "state"],
      unnamed: 3,
    });
    const many = Array.from({ length: 1999 }, (_, index) => `map.${index}`);
    const report = await ask(`oid__id,${many.join()}\n${",".repeat(1999)}\n`);
    expect(report?.names).to.have.length(MAX_NAMES);
    expect(report?.unnamed).to.equal(1000);
  });

  it("is why it would fail, with code, place and remedy, and without a name of what is not known to be a header", async () => {
    const refusals: readonly [file: string | Buffer, code: string][] = [
      ["Ann,Smith\nBob,Jones\n", "HEADER_UNLISTED"],
      [gzipSync(gzipSync("oid__id\n1\n")), "HEADER_UNLISTED"],
      ["oid__id,Ann\r1,Smith\r", "ROW_DELIMITER"],
      ["oid__id,Ann,Ann\n1,Bob,Smith\n", "HEADER_DUPLICATE"],
      [gzipSync("oid__id,Ann\n1,Bob\n").subarray(0, 20), "GZIP_BROKEN"],
    ];
    for (const [file, code] of refusals) {
      const report = await ask(file);
      expect(report?.refusal).to.include({ code });
      expect(report).to.include({ unnamed: 0 }).and.to.have.property("names").that.deep.equals([]);
      expect(JSON.stringify(report)).not.to.match(/Ann|Smith|Bob|Jones/);
    }
  });

  it("has the names of a header that lacks the key of the deployed mask", async () => {
    const report = await ask("_id,dms_replicated_at\n1,2026-02-22\n");
    expect(report?.refusal).to.include({ code: "KEY_ABSENT", line: 1 });
    expect(report?.names).to.deep.equal(["_id", "dms_replicated_at"]);
  });

  it("has no name of a header without a row after it, because it may be a row", async () => {
    for (const header of ["oid__id,Ann,Smith", "dms_replicated_at,Ann,Smith"]) {
      const report = await ask(`${header}\u001e1,Bob,Jones\u001e`);
      expect(report).to.include({ headerOnly: true, unnamed: 5 });
      expect(JSON.stringify(report)).not.to.match(/Ann|Smith|Bob|Jones/);
    }
  });

  it("has no name of a header with a line end in it, for rows may be in it", async () => {
    for (const end of ["\u001e", "\u2028", "\\n"]) {
      const report = await ask(`oid__id,status,notes${end}5f1,open,Ann\nSmith${end}5f2,open,Bob`);
      expect(report).to.include({ headerOnly: false, unnamed: 5 });
      expect(JSON.stringify(report)).not.to.match(/Ann|Smith|Bob|open/);
    }
  });

  it("says of an object that can't be read what failed, and never fails itself", async () => {
    expect((await ask(undefined))?.refusal).to.include({ code: "OBJECT_MISSING", cause: "NoSuchKey 404" });
    s3.onRequest = () => ({ status: 403, code: "AccessDenied" });
    expect((await ask("oid__id\n1\n"))?.refusal).to.include({ code: "READ_FAILED", cause: "AccessDenied 403" });
  });

  it("is nothing of an object that the cleaner would skip, which is not read either", async () => {
    for (const [key, bucket] of [
      ["mongodb-data/legion/users/x.csv", "raw"],
      ["other/legion/tickets/x.csv", "raw"],
      [KEY, "another"],
    ])
      expect(await ask("oid__id\n1\n", key, bucket)).to.equal(undefined);
    expect(s3.requests).to.have.length(0);
  });

  it("reads no more of an object than it takes", async () => {
    let chunks = 0;
    async function* endless() {
      for (; ; chunks++) yield Buffer.from("oid__id,state\n1,open\n");
    }
    const raw = { send: async () => ({ Body: endless(), ETag: '"e"' }) } as unknown as S3Client;
    const question = { clearwell: "check-header", bucket: "raw", key: KEY } as const;
    const report = await reportHeader(question, { environment: SETTINGS, masks, buckets: { raw, clean: raw } });
    expect(report?.names).to.deep.equal(["oid__id", "state"]);
    expect(chunks).to.equal(0);
  });

  it("is given to a question of its own form, and to no event", () => {
    expect(isHeaderQuestion({ clearwell: "check-header", bucket: "raw", key: KEY })).to.equal(true);
    for (const name of ["eventbridge-object-created", "s3-put", "s3-test-event"])
      expect(isHeaderQuestion(fixture(name)), name).to.equal(false);
    for (const event of [undefined, null, "x", {}, { clearwell: "check-header" }, { clearwell: "describe" }])
      expect(isHeaderQuestion(event)).to.equal(false);
  });
});
