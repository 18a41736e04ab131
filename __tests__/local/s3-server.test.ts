import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { expect } from "chai";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";

const MIB = 1024 * 1024;

describe("The S3 server", () => {
  let server: S3Server;
  let client: S3Client;

  beforeEach(async () => {
    server = await startS3Server();
    client = new S3Client({
      endpoint: server.endpoint,
      region: "us-west-2",
      forcePathStyle: true,
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  const put = (Key: string, Body: string) => client.send(new PutObjectCommand({ Bucket: "raw", Key, Body }));
  const get = (Key: string, more = {}) => client.send(new GetObjectCommand({ Bucket: "raw", Key, ...more }));

  it("returns an object with its bytes, its headers and its MD5 as ETag", async () => {
    const headers = { ContentType: "text/csv", ContentEncoding: "gzip", Metadata: { source: "dms" } };
    await client.send(new PutObjectCommand({ Bucket: "raw", Key: "a/b.csv", Body: "x,y\n", ...headers }));
    const found = await get("a/b.csv");
    expect(await found.Body?.transformToString()).to.equal("x,y\n");
    expect(found).to.include({ ContentType: "text/csv", ContentEncoding: "gzip", ContentLength: 4 });
    expect(found.Metadata).to.deep.equal({ source: "dms" });
    expect(found.ETag).to.equal(`"${createHash("md5").update("x,y\n").digest("hex")}"`);
    const head = await client.send(new HeadObjectCommand({ Bucket: "raw", Key: "a/b.csv" }));
    expect(head).to.include({ ContentLength: 4, ETag: found.ETag });
    expect(head.LastModified).to.be.an.instanceOf(Date);
  });

  it("creates an object only once if that is the condition", async () => {
    const create = (Body: string) =>
      client.send(new PutObjectCommand({ Bucket: "raw", Key: "n.json", Body, IfNoneMatch: "*" }));
    await create("1");
    const refused = await create("2").catch((error: unknown) => error);
    expect(refused).to.include({ name: "PreconditionFailed" });
    expect(server.objects.get("raw/n.json")?.body.toString()).to.equal("1");
  });

  it("accepts keys with spaces, plus signs and letters of any script", async () => {
    const key = "mongodb-data/legion/a b+c/ö%20%2F.csv";
    await put(key, "1");
    expect([...server.objects.keys()]).to.deep.equal([`raw/${key}`]);
    expect(await (await get(key)).Body?.transformToString()).to.equal("1");
  });

  it("accepts a body in chunks with a trailer, and stores only the object's own encoding", async () => {
    const body = Buffer.alloc(300_000, "0123456789\r\n");
    const stream = Readable.from([body.subarray(0, 70_000), body.subarray(70_000)]);
    const parameters = { ContentLength: body.length, ContentEncoding: "gzip" };
    await client.send(new PutObjectCommand({ Bucket: "raw", Key: "k", Body: stream, ...parameters }));
    expect(server.requests[0]?.headers["x-amz-content-sha256"]).to.equal("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    expect(server.objects.get("raw/k")?.body.equals(body)).to.equal(true);
    expect(server.objects.get("raw/k")?.headers["content-encoding"]).to.equal("gzip");
  });

  it("joins the parts of an upload and keeps its headers", async () => {
    const body = Buffer.from(Uint8Array.from({ length: 12 * MIB }, (_, index) => index % 251));
    const parameters = { ContentType: "application/x-ndjson", ContentEncoding: "gzip", Metadata: { rows: "3" } };
    await new Upload({
      client,
      params: { Bucket: "clean", Key: "k", Body: Readable.from(slices(body, 65_536)), ...parameters },
    }).done();
    const object = server.objects.get("clean/k");
    expect(object?.body.equals(body)).to.equal(true);
    expect(object?.headers).to.include({ "content-type": "application/x-ndjson", "content-encoding": "gzip" });
    expect(object?.headers["x-amz-meta-rows"]).to.equal("3");
    expect(object?.etag).to.match(/^"[0-9a-f]{32}-3"$/);
    expect(server.uploadsInProgress).to.equal(0);
  });

  it("shows nothing of an upload that fails in the middle, and deletes its parts", async () => {
    async function* breaking() {
      yield Buffer.alloc(6 * MIB);
      throw new Error("broken source");
    }
    const params = { Bucket: "clean", Key: "k", Body: Readable.from(breaking()) };
    const failure = await rejection(new Upload({ client, params }).done());
    expect(failure.message).to.contain("broken source");
    expect(server.objects.size).to.equal(0);
    expect(server.uploadsInProgress).to.equal(0);
  });

  it("counts an upload until it is completed or aborted", async () => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: "clean", Key: "k" }));
    expect(server.uploadsInProgress).to.equal(1);
    await client.send(new AbortMultipartUploadCommand({ Bucket: "clean", Key: "k", UploadId }));
    expect(server.uploadsInProgress).to.equal(0);
    const parameters = { Bucket: "clean", Key: "k", UploadId, PartNumber: 1, Body: "x" };
    expect((await rejection(client.send(new UploadPartCommand(parameters)))).name).to.equal("NoSuchUpload");
  });

  it("refuses a part below five mebibytes that is not the last, as S3 does", async () => {
    const upload = { Bucket: "clean", Key: "k" };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
    const parts = await Promise.all(
      [1, 2].map(async (PartNumber) => {
        const command = new UploadPartCommand({ ...upload, UploadId, PartNumber, Body: "small" });
        return { PartNumber, ETag: (await client.send(command)).ETag };
      }),
    );
    const complete = new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts: parts } });
    expect((await rejection(client.send(complete))).name).to.equal("EntityTooSmall");
  });

  it("responds with 412 if the object is no longer the version that was asked for", async () => {
    const { ETag } = await put("k", "old");
    await put("k", "new");
    const failure = await rejection(get("k", { IfMatch: ETag }));
    expect(failure.name).to.equal("PreconditionFailed");
    expect((await get("k", { IfMatch: server.objects.get("raw/k")?.etag })).ContentLength).to.equal(3);
  });

  it("responds with NoSuchKey for an object that does not exist", async () => {
    expect((await rejection(get("k"))).name).to.equal("NoSuchKey");
  });

  it("returns a range", async () => {
    await put("k", "0123456789");
    const found = await get("k", { Range: "bytes=2-4" });
    expect(await found.Body?.transformToString()).to.equal("234");
    expect(found.ContentRange).to.equal("bytes 2-4/10");
  });

  it("lists by prefix, page by page, without deleted objects", async () => {
    for (const key of ["p/c", "p/a&lt;b", "p/b", "q/a"]) await put(key, "1");
    await client.send(new DeleteObjectCommand({ Bucket: "raw", Key: "p/b" }));
    const page = { Bucket: "raw", Prefix: "p/", MaxKeys: 1 };
    const first = await client.send(new ListObjectsV2Command(page));
    const token = { ContinuationToken: first.NextContinuationToken };
    const second = await client.send(new ListObjectsV2Command({ ...page, ...token }));
    expect([first, second].map(({ Contents }) => Contents?.[0]?.Key)).to.deep.equal(["p/a&lt;b", "p/c"]);
    expect(second.IsTruncated).to.equal(false);
  });

  it("lists one level of folders, page by page", async () => {
    for (const key of ["p/a/1", "p/a/2", "p/b", "p/c/1", "q/a"]) await put(key, "1");
    const found: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          ...{ Bucket: "raw", Prefix: "p/", Delimiter: "/", MaxKeys: 1 },
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      found.push(
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
        ...(page.Contents ?? []).map(({ Key }) => Key),
      );
      token = page.NextContinuationToken;
    } while (token !== undefined);
    expect(found).to.deep.equal(["p/a/", "p/b", "p/c/"]);
  });

  it("records the requests", async () => {
    await put("k", "0123456789");
    await get("k");
    expect(server.requests.map(({ method, key }) => `${method} ${key}`)).to.deep.equal(["PUT k", "GET k"]);
  });
});

function* slices(body: Buffer, size: number) {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.fail("it should have failed"),
    (error: Error) => error,
  );
}
