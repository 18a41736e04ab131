import { S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import type { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { openRaw } from "../../../functions/cleaner/raw-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";

describe("A RAW object that can't be read", () => {
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.close());

  it("is reported as archived, to be restored, if S3 says so", async () => {
    s3.onRequest = () => ({ status: 403, code: "InvalidObjectState" });
    expect((await failure()).message).to.match(/^READ_FAILED: The object is archived.* Restore it, then try again\.$/);
  });

  it("is not reported as archived if the permission to read it is missing", async () => {
    s3.onRequest = () => ({ status: 403, code: "AccessDenied" });
    expect((await failure()).message).to.match(/^READ_FAILED: RAW could not be read.* check .*the function's role/);
  });

  async function failure(): Promise<CleanerError> {
    const credentials = { accessKeyId: "none", secretAccessKey: "none" };
    const client = new S3Client({ endpoint: s3.endpoint, forcePathStyle: true, region: "us-west-2", credentials });
    return openRaw(client, { bucket: "raw", key: "x.csv.gz", etag: undefined }).then(
      () => expect.fail("it was read"),
      (error: CleanerError) => error,
    );
  }
});
