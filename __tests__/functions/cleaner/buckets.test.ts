import { randomFillSync } from "node:crypto";
import { expect } from "chai";
import { type Buckets, openBuckets } from "../../../functions/cleaner/buckets.ts";
import { writeClean } from "../../../functions/cleaner/clean-writer.ts";
import type { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { openRaw } from "../../../functions/cleaner/raw-object.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";

/** Lambda would wait its 900 seconds, three times, for what never comes. */
describe("A connection to S3 on which nothing moves", () => {
  const MEBIBYTE = 1024 * 1024;
  const target = { bucket: "clean", key: "x.json.gz", metadata: {} };
  let s3: S3Server;
  let buckets: Buckets;

  beforeEach(async () => {
    s3 = await startS3Server();
    open(100);
  });
  afterEach(() => s3.close());

  it("is given up when RAW never answers, after all attempts", async () => {
    s3.onRequest = () => ({ answer: "never" });
    const error = await openRaw(buckets.raw, raw(1)).catch((thrown: CleanerError) => thrown);
    expect(error).to.include({ code: "READ_FAILED" }).and.to.have.nested.property("cause.name", "TimeoutError");
    expect(s3.requests).to.have.length(3);
  });

  it("is given up when RAW stops in the middle, which no attempt of the client's own can mend", async () => {
    s3.onRequest = () => ({ stallAfter: 100_000 });
    const { body } = await openRaw(buckets.raw, raw(1));
    const error = await read(body).catch((thrown: CleanerError) => thrown);
    expect(error).to.include({ code: "READ_FAILED" }).and.to.have.nested.property("cause.name", "TimeoutError");
    expect(s3.requests).to.have.length(1);
  });

  it("is given up when CLEAN never answers, after all attempts", async () => {
    s3.onRequest = () => ({ answer: "never" });
    const error = await writeClean(buckets.clean, target, source(Buffer.from("x")), () => 1).catch(
      (thrown: CleanerError) => thrown,
    );
    expect(error).to.include({ code: "WRITE_FAILED" }).and.to.have.nested.property("cause.name", "TimeoutError");
    expect(s3.requests).to.have.length(3);
  });

  it("is tried anew for a part, while RAW, from which nothing is taken meanwhile, stays open", async () => {
    // Both that are under way at once.
    const hanging = new Set(["1", "2"]);
    s3.onRequest = ({ query }) => (hanging.delete(query.partNumber ?? "") ? { answer: "never" } : undefined);
    // Longer than any pause of this process: an answer that is late is asked for again, as in Lambda.
    open(2000);
    const { body } = await openRaw(buckets.raw, raw(32));
    await writeClean(buckets.clean, target, body, () => 1);
    expect([...hanging]).to.deep.equal([]);
    expect(s3.objects.get("clean/x.json.gz")?.body.equals(s3.objects.get("raw/x")?.body as Buffer)).to.equal(true);
  });

  function open(idleMs: number): void {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const common = { endpoint: s3.endpoint, region: "us-west-2", credentials, forcePathStyle: true };
    buckets = openBuckets("us-east-1", idleMs, common);
  }

  function raw(mebibytes: number) {
    s3.objects.set("raw/x", storedObject(randomFillSync(Buffer.alloc(mebibytes * MEBIBYTE))));
    return { bucket: "raw", key: "x", etag: undefined };
  }
});

async function read(chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of chunks);
}

async function* source(...chunks: Buffer[]): AsyncIterable<Buffer> {
  yield* chunks;
}
