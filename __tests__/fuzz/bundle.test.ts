import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { keyColumns } from "../../contracts/key.ts";
import { MASKS } from "../../contracts/masks.ts";
import { toEnvironment } from "../../functions/cleaner/environment.ts";
import { markedUpload } from "../../fuzz/marks/marked-upload.ts";
import { findLeak } from "../../fuzz/shipped/leaks.ts";
import { eventOf, type Listed, rawKey, type Upload } from "../../fuzz/shipped/upload.ts";
import { startLambda } from "../../local/lambda.ts";
import { storedObject } from "../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";
import { SETTINGS } from "../functions/cleaner/settings.ts";

/** Whatever is listed today, and the very file that is deployed, in a process of its own, over HTTP. */
describe("The bundle that is shipped, under the masks that are listed, lets no mark leave", () => {
  const bundle = fileURLToPath(new URL("../../dist/cleaner/index.mjs", import.meta.url));
  const listed: readonly Listed[] = Object.entries(MASKS).flatMap(([database, masks]) =>
    Object.entries(masks).map(([collection, mask]) => ({ database, collection, mask })),
  );
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.close());

  it("by CLEAN, its metadata, the log, the metrics or what the caller is told", async () => {
    const fitting = markedUpload(fc.constantFrom(...listed)).filter(
      ({ upload: { delimiter, passOp } }) => delimiter === SETTINGS.csvDelimiter && passOp === SETTINGS.passOp,
    );
    const examples = fc.sample(fitting, 150);
    const { told, log } = await invokeWithEach(examples.map(({ upload }) => upload));
    const tellable = new Set(examples.flatMap((example) => [...example.tellable]));
    told.forEach(({ objects, answer, failed }, index) => {
      const { kind, expected } = examples[index] as (typeof examples)[number];
      expect(findLeak({ ...NOTHING, objects, answer }, tellable), kind).to.equal(undefined);
      expect({ objects: objects.length, failed }, kind).to.deep.equal({
        objects: expected === "cleaned" ? 1 : 0,
        failed: expected === "failed",
      });
    });
    expect(log.match(/"message":"(cleaned|skipped|failed)"/g)).to.have.length(examples.length);
    expect(findLeak({ ...NOTHING, output: log }, tellable)).to.equal(undefined);
  });

  it("of a file of many parts either, when it is sound and when it fails at its end", async () => {
    const [some] = listed as [Listed];
    const rows = Array.from({ length: 24_000 }, (_, index) => `QXZJVKWQXZJVKW,${digits(index)}\n`);
    const csv = `no_such_field,${keyColumns(some.mask).join()}\n${rows.join("")}`;
    const upload = (text: string): Upload => {
      const settings = { passOp: SETTINGS.passOp, chunkBytes: 1, told: "by S3", delimiter: "," } as const;
      return { key: rawKey(some), body: gzipSync(text, { level: 1 }), listed: some, ...settings };
    };
    const { told, log } = await invokeWithEach([upload(csv), upload(`${csv}QXZJVKWQXZJVKW\n`)]);
    expect(s3.requests.filter(({ query }) => query.uploads !== undefined)).to.have.length(2);
    expect(told.map(({ objects, failed }) => [objects.length, failed])).to.deep.equal([
      [1, false],
      [0, true],
    ]);
    expect(s3.uploadsInProgress).to.equal(0);
    for (const { objects, answer } of told)
      expect(findLeak({ ...NOTHING, objects, answer, output: log }, new Set())).to.equal(undefined);
  });

  /** The function's answers, with what it has put into CLEAN for each, and at last its log. */
  async function invokeWithEach(uploads: readonly Upload[]) {
    const variables = toEnvironment(SETTINGS);
    const lambda = await startLambda({ name: "cleaner", region: "us-west-2", bundle, variables }, s3.endpoint);
    const told = [];
    for (const upload of uploads) {
      s3.objects.clear();
      s3.objects.set(`raw/${upload.key}`, storedObject(upload.body));
      const { error, result } = await lambda.invoke(eventOf(upload) as object);
      const clean = [...s3.objects].filter(([name]) => name.startsWith("clean/"));
      told.push({
        objects: clean.map(([name, { body, headers }]) => ({ body, about: inspect({ name, headers }) })),
        answer: inspect({ error, result }, { depth: Infinity }),
        failed: error !== undefined || ((result as Batch | undefined)?.batchItemFailures.length ?? 0) > 0,
      });
    }
    return { told, log: await lambda.close() };
  }
});

/** A thousand hexadecimal digits that no gzip makes shorter than five hundred bytes. */
function digits(seed: number): string {
  return Array.from({ length: 16 }, (_, index) => createHash("sha256").update(`${seed} ${index}`).digest("hex")).join(
    "",
  );
}

type Batch = { readonly batchItemFailures: readonly unknown[] };

const NOTHING = { outcome: "cleaned", objects: [], output: "", answer: "", rawWasRead: true } as const;
