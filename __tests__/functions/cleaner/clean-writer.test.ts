import { randomFillSync } from "node:crypto";
import { S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import type { Chunks } from "../../../functions/cleaner/chunks.ts";
import { writeClean } from "../../../functions/cleaner/clean-writer.ts";
import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";

describe("Writing a CLEAN object of many parts", () => {
  const MEBIBYTE = 1024 * 1024;
  const target = { bucket: "clean", key: "p/clean/legion/audit/x.json.gz", metadata: { "mask-hash": "0011" } };
  let s3: S3Server;
  let client: S3Client;

  beforeEach(async () => {
    s3 = await startS3Server();
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    client = new S3Client({
      endpoint: s3.endpoint,
      region: "us-east-1",
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });
  });
  afterEach(() => s3.close());

  it("uploads it in parts, with its headers and without a row count, which is unknown at the start", async () => {
    const chunks = mebibytes(12);
    expect(await writeClean(client, target, source(chunks), () => 7)).to.equal(12 * MEBIBYTE);
    const object = s3.objects.get(`clean/${target.key}`);
    expect(object?.body.equals(Buffer.concat(chunks))).to.equal(true);
    expect(object?.headers).to.deep.equal({
      "content-type": "application/x-ndjson",
      "content-encoding": "gzip",
      "x-amz-meta-mask-hash": "0011",
    });
    expect(parts()).to.equal(3);
  });

  it("[rule 19] aborts the upload if the source fails: no object appears and no part stays", async () => {
    const failing = async function* (): Chunks {
      yield* mebibytes(12);
      throw new CleanerError("RECORD_WIDTH", { line: 9 });
    };
    const error = await writeClean(client, target, failing(), () => 7).catch((thrown: CleanerError) => thrown);
    expect(error).to.have.property("code", "RECORD_WIDTH");
    expect(
      s3.requests.some(({ method }) => method === "DELETE"),
      "an abort was sent",
    ).to.equal(true);
    expect([s3.objects.size, s3.uploadsInProgress]).to.deep.equal([0, 0]);
  });

  it("throws the source's error even if the abort fails, too", async () => {
    s3.onRequest = ({ method }) => (method === "DELETE" ? { status: 500, code: "InternalError" } : undefined);
    const failing = async function* (): Chunks {
      yield* mebibytes(12);
      throw new CleanerError("RECORD_WIDTH", { line: 9 });
    };
    const error = await writeClean(client, target, failing(), () => 7).catch((thrown: CleanerError) => thrown);
    expect(error).to.have.property("code", "RECORD_WIDTH");
  });

  it("writes nothing when the source fails before the first part is full", async () => {
    const failing = async function* (): Chunks {
      yield* mebibytes(1);
      throw new CleanerError("GZIP_BROKEN");
    };
    const error = await writeClean(client, target, failing(), () => 7).catch((thrown: CleanerError) => thrown);
    expect(error).to.have.property("code", "GZIP_BROKEN");
    expect(s3.requests).to.deep.equal([]);
  });

  it("aborts the upload if S3 refuses a part, and throws WRITE_FAILED", async () => {
    s3.onRequest = ({ query }) => (query.partNumber === "2" ? { status: 500, code: "InternalError" } : undefined);
    const error = await writeClean(client, target, source(mebibytes(12)), () => 7).catch(
      (thrown: CleanerError) => thrown,
    );
    expect(error).to.have.property("code", "WRITE_FAILED");
    expect([s3.objects.size, s3.uploadsInProgress]).to.deep.equal([0, 0]);
  });

  it("[T-13] reads its source at most a few parts ahead", async () => {
    let produced = 0;
    let ahead = 0;
    const watched = async function* (): Chunks {
      for (const chunk of mebibytes(60)) {
        produced += chunk.length;
        ahead = Math.max(ahead, produced - parts() * 5 * MEBIBYTE);
        yield chunk;
      }
    };
    await writeClean(client, target, watched(), () => 7);
    expect(produced).to.equal(60 * MEBIBYTE);
    expect(ahead).to.be.at.most(15 * MEBIBYTE);
  });

  function parts(): number {
    return s3.requests.filter(({ query }) => query.partNumber !== undefined).length;
  }
});

function mebibytes(count: number): Buffer[] {
  return Array.from({ length: count }, () => randomFillSync(Buffer.alloc(1024 * 1024)));
}

async function* source(chunks: readonly Buffer[]): Chunks {
  yield* chunks;
}
