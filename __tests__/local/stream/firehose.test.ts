import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import type { FirehoseEvent } from "../../../functions/transformer/firehose.ts";
import { transform } from "../../../functions/transformer/transform.ts";
import { Firehose } from "../../../local/stream/firehose.ts";
import { MASK, row, SECRET } from "../../functions/transformer/records.ts";

type Transformer = (event: FirehoseEvent) => unknown;

const MASKED: Transformer = ({ records }) => transform(records, MASK).answer;
/** A transformer that lets everything through: what the tests here must be able to find. */
const LEAKING: Transformer = ({ records }) => ({ records: records.map((each) => ({ ...each, result: "Ok" })) });

/** Each with something that no contract lists. */
const RECORDS = [1, 2, 3].map((id) => row(id, `,"card":"${SECRET}"`));

const FAILED = "Lambda.ProcessingFailedStatus";

describe("The double of Firehose", () => {
  it("writes what the transformer lets through, as it is, under the data prefix", async () => {
    const { data, errors } = await deliver(MASKED, RECORDS);
    expect(data).to.deep.equal([`${row(1)}\n${row(2)}\n${row(3)}\n`]);
    expect(errors).to.deep.equal([]);
  });

  it("shows a leak, if the transformer has one", async () => {
    const { data } = await deliver(LEAKING, RECORDS);
    expect(data.join("")).to.include(SECRET);
  });

  it("names objects by the day and the stream, with the extension that readers of gzip need", async () => {
    const { keys } = await deliver(MASKED, RECORDS);
    expect(keys[0]).to.match(
      /^data\/stream\/video\/t\/year=2026\/month=11\/day=27\/it-1-2026-11-27-10-00-00-[0-9a-f-]{36}\.json\.gz$/,
    );
  });

  it("writes several objects, if there is more than fits into one", async () => {
    const { data } = await deliver(
      MASKED,
      RECORDS.map((each) => each.padEnd(600_000)),
      1,
    );
    expect(data.map((text) => text.split("\n").length - 1)).to.deep.equal([1, 1, 1]);
  });

  for (const [what, transformer, errorCode, attempts] of [
    ["throws", () => Promise.reject(new Error("it fails")), "Lambda.InvokeFailed", 4],
    ["answers nothing", () => undefined, "Lambda.InvokeFailed", 4],
    ["answers more than 6 MB", () => ({ records: [], more: "x".repeat(7_000_000) }), "Lambda.InvokeFailed", 4],
    ["leaves records out", () => ({ records: [] }), "Lambda.MissingRecordId", 1],
    ["gives another id", withEach((each) => ({ ...each, recordId: "x" })), "Lambda.MissingRecordId", 1],
    ["answers each twice", twice, "Lambda.DuplicatedRecordId", 1],
    ["says that records failed", withEach((each) => ({ ...each, result: "ProcessingFailed" })), FAILED, 1],
    ["gives a result that there is none of", withEach((each) => ({ ...each, result: "OK" })), FAILED, 1],
  ] as const)
    it(`writes nothing under the data prefix if the transformer ${what}, and each record under the error prefix`, async () => {
      const { data, errors } = await deliver(transformer, RECORDS);
      expect(data).to.deep.equal([]);
      expect(errors.map(({ rawData, ...error }) => [raw(rawData), error.errorCode, error.attemptsMade])).to.deep.equal(
        RECORDS.map((record) => [record, errorCode, attempts]),
      );
    });

  it("asks again, and takes the first answer", async () => {
    let asked = 0;
    const { data, errors } = await deliver(
      (event) => (++asked < 4 ? Promise.reject(new Error()) : MASKED(event)),
      RECORDS,
    );
    expect({ asked, data: data.length, errors }).to.deep.equal({ asked: 4, data: 1, errors: [] });
  });

  it("writes a record that was dropped nowhere, which is why the transformer does not drop", async () => {
    const { data, errors } = await deliver(
      withEach((each) => ({ ...each, result: "Dropped" })),
      RECORDS,
    );
    expect([...data, ...errors]).to.deep.equal([]);
  });
});

function withEach(change: (record: object) => object): Transformer {
  return ({ records }) => ({ records: records.map((each) => change({ ...each, result: "Ok" })) });
}

function twice(event: FirehoseEvent) {
  const { records } = LEAKING(event) as { records: object[] };
  return { records: [...records, ...records] };
}

async function deliver(transformer: Transformer, texts: readonly string[], objectBytes?: number) {
  const objects = new Map<string, string>();
  const firehose = new Firehose(
    {
      name: "it",
      prefix: "data/stream/video/t/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/",
      errorPrefix: "errors/video/t/!{firehose:error-output-type}/",
      extension: ".json.gz",
      transform: async (event) => transformer(event),
      put: (key, body) => void objects.set(key, gunzipSync(body).toString()),
      now: () => new Date("2026-11-27T10:00:00Z"),
    },
    objectBytes === undefined ? {} : { objectBytes },
  );
  await firehose.take(texts.map((text) => ({ data: Buffer.from(text) })));
  await firehose.flush();
  const under = (prefix: string) => [...objects].filter(([key]) => key.startsWith(prefix)).map(([, text]) => text);
  const lines = under("errors/video/t/processing-failed/").flatMap((text) => text.trimEnd().split("\n"));
  return {
    keys: [...objects.keys()],
    data: under("data/"),
    errors: lines.map((line) => JSON.parse(line) as { rawData: string; errorCode: string; attemptsMade: number }),
  };
}

function raw(base64: string): string {
  return Buffer.from(base64, "base64").toString();
}
