import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { keyColumns } from "../../contracts/key.ts";
import { MASKS } from "../../contracts/masks.ts";
import { toEnvironment } from "../../functions/cleaner/environment.ts";
import { plantedUpload } from "../../fuzz/planted/planted-upload.ts";
import { findLeak } from "../../fuzz/shipped/leaks.ts";
import { eventOf, type Listed, rawKey, type Upload } from "../../fuzz/shipped/upload.ts";
import { startLambda } from "../../local/lambda.ts";
import { storedObject } from "../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";
import { SETTINGS } from "../functions/cleaner/settings.ts";
import { runs, THOROUGH } from "../thoroughness.ts";

/** The present allow-list and the deployed bundle, in a separate process, over HTTP. */
describe("The deployed bundle, with the present masks, lets no planted value leave", () => {
  const bundle = fileURLToPath(new URL("../../dist/cleaner/index.mjs", import.meta.url));
  const listed: readonly Listed[] = Object.entries(MASKS).flatMap(([database, masks]) =>
    Object.entries(masks).map(([collection, mask]) => ({ database, collection, mask })),
  );
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.close());

  it("in CLEAN, its metadata, the log, the metrics or the response", async () => {
    const fitting = plantedUpload(fc.constantFrom(...listed)).filter(
      ({ upload: { delimiter, passOp } }) => delimiter === SETTINGS.csvDelimiter && passOp === SETTINGS.passOp,
    );
    const examples = fc.sample(fitting, runs(150));
    const { traces, log } = await invokeWithEach(examples.map(({ upload }) => upload));
    const printable = new Set(examples.flatMap((example) => [...example.printable]));
    traces.forEach(({ objects, response, failed }, index) => {
      const { kind, expected } = examples[index] as (typeof examples)[number];
      expect(findLeak({ ...NOTHING, objects, response }, printable), kind).to.equal(undefined);
      expect({ objects: objects.length, failed }, kind).to.deep.equal({
        objects: expected === "cleaned" ? 1 : 0,
        failed: expected === "failed",
      });
    });
    expect(log.match(/"message":"(cleaned|skipped|failed)"/g)).to.have.length(examples.length);
    expect(findLeak({ ...NOTHING, output: log }, printable)).to.equal(undefined);
  });

  it("from a file of many parts, whether it is sound or fails at its end", async () => {
    const [some] = listed as [Listed];
    const rows = Array.from({ length: THOROUGH ? 24_000 : 12_000 }, (_, index) => `QXZJVKWQXZJVKW,${digits(index)}\n`);
    const csv = `no_such_field,${keyColumns(some.mask).join()}\n${rows.join("")}`;
    const upload = (text: string): Upload => {
      const settings = { passOp: SETTINGS.passOp, chunkBytes: 1, notifiedBy: "S3", delimiter: "," } as const;
      return { key: rawKey(some), body: gzipSync(text, { level: 1 }), listed: some, ...settings };
    };
    const { traces, log } = await invokeWithEach([upload(csv), upload(`${csv}QXZJVKWQXZJVKW\n`)]);
    expect(s3.requests.filter(({ query }) => query.uploads !== undefined)).to.have.length(2);
    expect(traces.map(({ objects, failed }) => [objects.length, failed])).to.deep.equal([
      [1, false],
      [0, true],
    ]);
    expect(s3.uploadsInProgress).to.equal(0);
    for (const { objects, response } of traces)
      expect(findLeak({ ...NOTHING, objects, response, output: log }, new Set())).to.equal(undefined);
  });

  /** The function's response and the CLEAN objects for each upload, and its log. */
  async function invokeWithEach(uploads: readonly Upload[]) {
    const variables = toEnvironment(SETTINGS);
    const lambda = await startLambda({ name: "cleaner", region: "us-west-2", bundle, variables }, s3.endpoint);
    const traces = [];
    for (const upload of uploads) {
      s3.objects.clear();
      s3.objects.set(`raw/${upload.key}`, storedObject(upload.body));
      const { error, result } = await lambda.invoke(eventOf(upload) as object);
      const clean = [...s3.objects].filter(([name]) => name.startsWith("clean/"));
      traces.push({
        objects: clean.map(([name, { body, headers }]) => ({ body, about: inspect({ name, headers }) })),
        response: inspect({ error, result }, { depth: Infinity }),
        failed: error !== undefined || ((result as Batch | undefined)?.batchItemFailures.length ?? 0) > 0,
      });
    }
    return { traces, log: await lambda.close() };
  }
});

/** A thousand hexadecimal digits, which gzip can't compress to less than five hundred bytes. */
function digits(seed: number): string {
  return createHash("shake256", { outputLength: 500 }).update(`${seed}`).digest("hex");
}

type Batch = { readonly batchItemFailures: readonly unknown[] };

const NOTHING = { outcome: "cleaned", objects: [], output: "", response: "", rawWasRead: true } as const;
