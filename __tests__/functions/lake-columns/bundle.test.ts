import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { LAKE_METRICS, lakeDimensions } from "../../../contracts/lake-metrics.ts";
import { LISTED_TABLES } from "../../../contracts/listed-tables.ts";
import { METRIC_NAMESPACE } from "../../../contracts/metrics.ts";
import { readEnvironment, toEnvironment } from "../../../functions/lake-columns/environment.ts";
import { startLambda } from "../../../local/lambda.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import { fileOfTable, VALUE } from "./parquet.ts";

const BUNDLE = fileURLToPath(new URL("../../../dist/lake-columns/index.mjs", import.meta.url));
const SETTINGS = {
  stack: "production-us-west-2-relational-to-snowflake",
  lakeBucket: "lake",
  bucketOwner: "111122223333",
};
const [[DATABASE, TABLES]] = Object.entries(LISTED_TABLES) as [[string, (typeof LISTED_TABLES)[string]]];
const [[TABLE, { columns: COLUMNS }]] = Object.entries(TABLES) as [[string, (typeof TABLES)[string]]];
const LISTED = Object.keys(COLUMNS).slice(0, 1);

describe("The bundle of lake-columns", () => {
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.close());

  async function run(event: object, ...columns: readonly string[]) {
    const lambda = await startLambda(
      { name: "lake-columns", region: "us-west-2", bundle: BUNDLE, variables: toEnvironment(SETTINGS) },
      s3.endpoint,
    );
    s3.objects.set(`lake/${DATABASE}/${TABLE}/LOAD00000001.parquet`, storedObject(await fileOfTable(...columns)));
    const answer = await lambda.invoke(event);
    const lines = (await lambda.close()).split("\n").filter((line) => line.startsWith("{"));
    return { answer, log: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  it("logs and counts what a daily run finds, and shows no value", async () => {
    const { answer, log } = await run({}, ...LISTED, "ssn", "\u001b[2J");
    expect(answer.error).to.equal(undefined);
    expect(log.find(({ message }) => message === "finding")).to.deep.include({
      ...{ level: "ERROR", service: "lake-columns", stack: SETTINGS.stack, code: "UNLISTED_COLUMN" },
      ...{ table: `${DATABASE}/${TABLE}`, columns: ["\\u{1b}[2J", "ssn"] },
    });
    expect(log.find(({ message }) => message === "checked")).to.include({ tables: 1, FilesInLake: 1 });
    expect(JSON.stringify([answer, log])).not.to.include(VALUE);
  });

  it("emits exactly the metrics that the alarms read, also if it finds nothing", async () => {
    const { log } = await run({}, ...LISTED);
    const [emitted, ...others] = log.filter((line) => "_aws" in line);
    expect(others).to.deep.equal([]);
    const { CloudWatchMetrics: kinds = [] } = (emitted?._aws ?? {}) as {
      CloudWatchMetrics?: Record<string, unknown>[];
    };
    const [metrics] = kinds;
    expect(metrics).to.deep.include({
      Namespace: METRIC_NAMESPACE,
      Metrics: Object.entries(LAKE_METRICS).map(([Name, Unit]) => ({ Name, Unit })),
    });
    expect(metrics?.Dimensions).to.deep.equal([Object.keys(lakeDimensions(SETTINGS.stack))]);
    expect(emitted).to.include({
      ...lakeDimensions(SETTINGS.stack),
      ...{ UnlistedInLake: 0, UnreadableInLake: 0, FilesInLake: 1 },
    });
  });

  it("answers an operator's question, and then logs and counts nothing", async () => {
    const { answer, log } = await run({ clearwell: "check-lake" }, "ssn");
    expect(answer.result).to.deep.include({ tables: 1, files: 1 });
    expect(log).to.deep.equal([]);
  });

  it("has the tables of the contracts, and no class, kind or reason", () => {
    const text = readFileSync(BUNDLE, "utf8");
    const listed = JSON.stringify(LISTED_TABLES);
    expect(text).to.include(listed);
    for (const word of ["clearwell.field", "notPersonal", "EXPECTED_FIELDS_FOR_ANALYTICS", "date_of_birth"])
      expect(text.replace(listed, "").includes(word), word).to.equal(false);
  });

  it("is small", () => {
    expect(statSync(BUNDLE).size).to.be.below(1_000_000);
  });
});

describe("The environment of lake-columns", () => {
  it("is read back as it was written, and refused with all missing variables at once", () => {
    expect(readEnvironment(toEnvironment(SETTINGS))).to.deep.equal(SETTINGS);
    expect(() => readEnvironment({ STACK: "it" })).to.throw("LAKE_BUCKET is not set; BUCKET_OWNER is not set");
  });
});
