import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { ticketsFile } from "./documents.ts";
import { CLEAN_BUCKET } from "./pipeline.ts";
import { world } from "./setup.ts";

describe("A bucket in an emulator of AWS", () => {
  it("does not let even the account's administrator read a RAW row", async () => {
    const { primary } = world();
    const key = "mongodb-data/legion/tickets/closed/LOAD00000001.csv.gz";
    await primary.put(key, ticketsFile(["open"]));
    const read = new GetObjectCommand({ Bucket: primary.rawBucket, Key: key });
    expect(await nameOfError(primary.aws.s3.send(read))).to.equal("AccessDenied");
  });

  it("refuses requests without TLS", async () => {
    const { primary } = world();
    const { rawBucket, aws, cleanSide } = primary;
    for (const [Bucket, { s3 }] of [
      [rawBucket, aws],
      [CLEAN_BUCKET, cleanSide],
    ] as const) {
      expect(await nameOfError(s3.send(new ListObjectsV2Command({ Bucket }))), Bucket).to.equal("none");
      expect(await nameOfError(s3.send(byPlainHttp(Bucket))), Bucket).to.equal("AccessDenied");
    }
  });
});

/** The request as a proxy would forward it after it has ended TLS. */
function byPlainHttp(Bucket: string): ListObjectsV2Command {
  const command = new ListObjectsV2Command({ Bucket });
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers["x-forwarded-proto"] = "http";
      return next(args);
    },
    { step: "build" },
  );
  return command;
}

function nameOfError(reply: Promise<unknown>): Promise<string> {
  return reply.then(
    () => "none",
    (error: Error) => error.name,
  );
}
