import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { METRIC_NAMESPACE } from "../../../contracts/metrics.ts";
import { RECORD_MASKS } from "../../../contracts/record-masks.ts";
import { TRANSFORMER_METRICS, transformerDimensions } from "../../../contracts/stream-metrics.ts";
import { streamPart } from "../../../contracts/stream-names.ts";
import { readEnvironment, toEnvironment } from "../../../functions/transformer/environment.ts";
import { type Lambda, startLambda } from "../../../local/lambda.ts";
import { Firehose } from "../../../local/stream/firehose.ts";
import { AT, SECRET } from "./records.ts";

const BUNDLE = fileURLToPath(new URL("../../../dist/transformer/index.mjs", import.meta.url));
const SETTINGS = {
  stack: "production-us-west-2-mysql-to-snowflake",
  streamPrefix: "clearwell-production-us-west-2-mysql-",
};
const [[DATABASE, TABLES]] = Object.entries(RECORD_MASKS) as [[string, (typeof RECORD_MASKS)[string]]];
const [[TABLE, MASK]] = Object.entries(TABLES) as [[string, (typeof TABLES)[string]]];
const COLUMN = Object.keys(MASK)[0] as string;
const GOOD = `{"${COLUMN}":1,"_extracted_at":"${AT}"}`;

describe("The bundle of the transformer", () => {
  let lambda: Lambda;
  beforeEach(async () => {
    const variables = toEnvironment(SETTINGS);
    lambda = await startLambda({ name: "transformer", region: "us-west-2", bundle: BUNDLE, variables }, "http://none");
  });
  afterEach(() => lambda.close());

  /** What Firehose writes of these records: data, and lines under the error prefix. */
  async function deliver(texts: readonly string[], name = `${SETTINGS.streamPrefix}${streamPart(DATABASE, TABLE)}`) {
    const objects = new Map<string, string>();
    const firehose = new Firehose({
      ...{ name, prefix: "data/", errorPrefix: "errors/", extension: ".json.gz" },
      transform: async (event) => {
        const { error, result } = await lambda.invoke(event);
        if (error !== undefined) throw new Error(error.errorMessage);
        return result;
      },
      put: (key, body) => void objects.set(key, gunzipSync(body).toString()),
    });
    await firehose.take(texts.map((text) => ({ data: Buffer.from(text) })));
    await firehose.flush();
    const under = (prefix: string) => [...objects].flatMap(([key, text]) => (key.startsWith(prefix) ? [text] : []));
    return { data: under("data/").join(""), failed: under("errors/").join("").split("\n").length - 1 };
  }

  async function log() {
    const lines = (await lambda.close()).split("\n").filter((line) => line.startsWith("{"));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it("finds the table by the name of the stream, and lets its listed columns through", async () => {
    const { data, failed } = await deliver([GOOD, `{"card":"${SECRET}",${GOOD.slice(1)}`]);
    expect({ data, failed }).to.deep.equal({ data: `${GOOD}\n${GOOD}\n`, failed: 0 });
  });

  it("leaves nothing unlisted under the data prefix, whatever the records are", async () => {
    const anything = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.string({ unit: "binary" }),
      fc.dictionary(fc.constantFrom(...Object.keys(MASK), "__proto__", "card"), fc.jsonValue()).map(stringify),
    );
    const planted = fc.tuple(anything, fc.nat()).map(([text, at]) => plant(text, at));
    await fc.assert(
      fc.asyncProperty(fc.array(planted, { minLength: 1, maxLength: 20 }), async (texts) => {
        const { data } = await deliver(texts);
        for (const line of data.split("\n").slice(0, -1)) {
          const record = JSON.parse(line) as Record<string, unknown>;
          expect(Object.keys(record).filter((key) => !Object.hasOwn(MASK, key))).to.deep.equal([]);
          for (const [key, value] of Object.entries(record))
            if (key !== "_control") expect(typeof value, key).not.to.equal("object");
        }
      }),
      { numRuns: 100 },
    );
  });

  it("refuses every record of a stream that no contract lists, and says so", async () => {
    const { data, failed } = await deliver([GOOD, GOOD], `${SETTINGS.streamPrefix}video-cards`);
    expect({ data, failed }).to.deep.equal({ data: "", failed: 2 });
    const [line] = await log();
    expect(line).to.include({ level: "ERROR", alert: "CLEARWELL_ALERT", code: "STREAM_UNLISTED", refused: 2 });
  });

  it("fails every record of a batch for which it has a defect, and says so without a value", async () => {
    const record = { recordId: "1", data: Buffer.from(`{"card":"${SECRET}"}`).toString("base64") };
    const { error, result } = await lambda.invoke({ deliveryStreamArn: null, records: [record] });
    expect(error).to.equal(undefined);
    expect(result).to.deep.equal({ records: [{ recordId: "1", result: "ProcessingFailed", data: "" }] });
    const lines = await log();
    expect(lines[0]).to.include({ alert: "CLEARWELL_ALERT", code: "TRANSFORMER_DEFECT", refused: 1 });
    expect(JSON.stringify(lines)).not.to.include(SECRET);
  });

  it("writes one alert a batch for what it refused, and none of its values", async () => {
    await deliver([`{${SECRET}`, GOOD, `["${SECRET}"]`]);
    const lines = await log();
    const [alert, ...others] = lines.filter((line) => "alert" in line);
    expect(others).to.deep.equal([]);
    expect(alert).to.include({
      ...{ level: "ERROR", alert: "CLEARWELL_ALERT", code: "RECORDS_UNREADABLE", table: `${DATABASE}.${TABLE}` },
      ...{ refused: 2, records: 3, stack: SETTINGS.stack },
    });
    expect(JSON.stringify(lines)).not.to.include(SECRET);
  });

  it("emits exactly the metrics that the alarms read, and no other line, if all is well", async () => {
    await deliver([GOOD, `{"card":1,${GOOD.slice(1)}`]);
    const [emitted, ...others] = await log();
    expect(others).to.deep.equal([]);
    const dimensions = transformerDimensions(SETTINGS.stack, `${DATABASE}.${TABLE}`);
    const { CloudWatchMetrics: [metrics] = [] } = (emitted?._aws ?? {}) as { CloudWatchMetrics?: object[] };
    expect(metrics).to.deep.equal({
      Namespace: METRIC_NAMESPACE,
      Dimensions: [Object.keys(dimensions)],
      Metrics: Object.entries(TRANSFORMER_METRICS).map(([Name, Unit]) => ({ Name, Unit })),
    });
    expect(emitted).to.include({ ...dimensions, RecordsIn: 2, RecordsFailed: 0, UnlistedMembers: 1 });
  });

  it("has the masks of the contracts, and no class, kind or reason", () => {
    const text = readFileSync(BUNDLE, "utf8");
    const masks = JSON.stringify(RECORD_MASKS);
    expect(text).to.include(masks.replaceAll("\\", "\\\\"));
    for (const word of ["clearwell.field", "notPersonal", "EXPECTED_FIELDS_FOR_ANALYTICS", "name of a channel"])
      expect(text.includes(word), word).to.equal(false);
  });

  it("is small", () => {
    expect(statSync(BUNDLE).size).to.be.below(300_000);
  });
});

describe("The environment of the transformer", () => {
  it("is read back as it was written, and refused with all missing variables at once", () => {
    expect(readEnvironment(toEnvironment(SETTINGS))).to.deep.equal(SETTINGS);
    expect(() => readEnvironment({})).to.throw("STACK is not set; STREAM_PREFIX is not set");
  });
});

function stringify(value: unknown): string {
  return JSON.stringify(value);
}

/** The text with a secret member or with damage somewhere in it, or as it is. */
function plant(text: string, at: number): string {
  if (at % 3 === 0) return text;
  if (at % 3 === 1) return text.replace("{", `{"card":"${SECRET}",`);
  return `${text.slice(0, at % (text.length + 1))}"${SECRET}"${text.slice(at % (text.length + 1))}`;
}
