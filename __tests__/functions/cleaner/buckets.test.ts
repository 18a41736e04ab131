import { randomFillSync } from "node:crypto";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { type Buckets, openBuckets } from "../../../functions/cleaner/buckets.ts";
import { writeClean } from "../../../functions/cleaner/clean-writer.ts";
import type { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { openRaw } from "../../../functions/cleaner/raw-object.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";

const MEBIBYTE = 1024 * 1024;
const TARGET = { bucket: "clean", key: "x.json.gz", metadata: {} };

/** Without this, Lambda would wait for 900 seconds, three times. */
describe("An idle connection to S3", () => {
  let s3: S3Server;
  let buckets: Buckets;

  beforeEach(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.close());

  it("is closed if RAW never responds, after all attempts", async () => {
    open(50);
    s3.onRequest = () => ({ response: "never" });
    const error = await openRaw(buckets.raw, raw(1)).catch((thrown: CleanerError) => thrown);
    expect(error).to.include({ code: "READ_FAILED" }).and.to.have.nested.property("cause.name", "TimeoutError");
    expect(s3.requests).to.have.length(3);
  });

  it("is closed if RAW stops in the middle", async () => {
    open(100);
    s3.onRequest = () => ({ stallAfter: 100_000 });
    const { body } = await openRaw(buckets.raw, raw(1));
    const error = await read(body).catch((thrown: CleanerError) => thrown);
    expect(error).to.include({ code: "READ_FAILED" }).and.to.have.nested.property("cause.name", "TimeoutError");
  });

  it("is closed if CLEAN never responds, after all attempts", async () => {
    open(50);
    s3.onRequest = () => ({ response: "never" });
    const error = await writeClean(buckets.clean, TARGET, source(Buffer.from("x")), () => 1).catch(
      (thrown: CleanerError) => thrown,
    );
    expect(error).to.include({ code: "WRITE_FAILED" }).and.to.have.nested.property("cause.name", "TimeoutError");
    expect(s3.requests).to.have.length(3);
  });

  it("to RAW stays open while parts of CLEAN are tried again, up to the last attempt", async () => {
    // Two parts are uploaded at the same time, with two failing attempts at each.
    const hanging = ["1", "2", "1", "2"];
    s3.onRequest = ({ query }) => {
      const at = hanging.indexOf(query.partNumber ?? "");
      return at >= 0 && hanging.splice(at, 1).length > 0 ? { response: "never" } : undefined;
    };
    // Longer than any pause of this process: if a response is late, the request is tried again, as in Lambda.
    open(600);
    const { body } = await openRaw(buckets.raw, raw(24));
    await writeClean(buckets.clean, TARGET, body, () => 1);
    expect(hanging).to.deep.equal([]);
    expect(s3.objects.get("clean/x.json.gz")?.body.equals(s3.objects.get("raw/x")?.body as Buffer)).to.equal(true);
  });

  function open(idleMs: number): void {
    buckets = openBuckets("us-east-1", idleMs, settings(s3));
  }

  function raw(mebibytes: number) {
    s3.objects.set("raw/x", storedObject(randomFillSync(Buffer.alloc(mebibytes * MEBIBYTE))));
    return { bucket: "raw", key: "x", etag: undefined };
  }
});

describe("A connection to RAW", () => {
  it("is closed if CLEAN can't be written, so that connections do not run out", async () => {
    const s3 = await startS3Server();
    const client = new S3Client({ ...settings(s3), requestHandler: { httpAgent: { maxSockets: 1 } } });
    s3.onRequest = ({ query }) => (query.uploads === undefined ? undefined : { status: 403, code: "AccessDenied" });
    s3.objects.set("raw/x", storedObject(randomFillSync(Buffer.alloc(24 * MEBIBYTE))));
    for (let time = 0; time < 2; time++) {
      // With a single connection that is not closed, the second time would wait for ever.
      const { body } = await openRaw(client, { bucket: "raw", key: "x", etag: undefined });
      const clean = openBuckets("us-east-1", undefined, settings(s3)).clean;
      const error = await writeClean(clean, TARGET, body, () => 1).catch((thrown: CleanerError) => thrown);
      expect(error).to.include({ code: "WRITE_FAILED" });
    }
    await s3.close();
  });
});

function settings({ endpoint }: S3Server): S3ClientConfig {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return { endpoint, region: "us-west-2", credentials, forcePathStyle: true };
}

async function read(chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of chunks);
}

async function* source(...chunks: Buffer[]): AsyncIterable<Buffer> {
  yield* chunks;
}
