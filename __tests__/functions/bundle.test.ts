import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { toEnvironment } from "../../functions/cleaner/environment.ts";
import { startLambda } from "../../local/lambda.ts";
import { objectCreated } from "../../local/s3-event.ts";
import { storedObject } from "../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";
import { SETTINGS } from "./cleaner/settings.ts";

describe("The bundle that is shipped", () => {
  const bundle = fileURLToPath(new URL("../../dist/cleaner/index.mjs", import.meta.url));
  const variables = toEnvironment({ ...SETTINGS, cleanNames: "same-name" });
  let s3: S3Server;
  beforeEach(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.close());

  it("[D-005] cleans an object of a listed collection, as the only code in its process", async () => {
    const { errors } = await run([
      "mongodb-data/legion/cases/LOAD00000001.csv.gz",
      "oid__id,id,name\n1,case_1,Ann Smith\n",
    ]);
    expect(errors).to.deep.equal([undefined]);
    const clean = s3.objects.get("clean/production-us-west-2/clean/legion/cases/LOAD00000001.json.gz");
    expect(gunzipSync(clean?.body as Buffer).toString()).to.equal('{"id":"case_1","oid__id":"1"}\n');
  });

  it("[C-059, rule 20] logs one line and one set of metrics for each object, and none of its values", async () => {
    const header = "oid__id,id,customer_id,name,ann@example.org\n";
    const { log } = await run(["mongodb-data/legion/cases/x.csv.gz", `${header}1,case_1,cust_1,Ann Smith,2\n`]);
    const cleaned = log.filter(({ message }) => message === "cleaned");
    expect(cleaned).to.have.length(1);
    expect(cleaned[0]).to.include({
      level: "INFO",
      stack: "production-us-west-2",
      collection: "cases",
      rowsIn: 1,
      rowsOut: 1,
    });
    expect(cleaned[0]).to.include({ cleanKey: "production-us-west-2/clean/legion/cases/x.json.gz", droppedUnnamed: 1 });
    expect(cleaned[0]).to.deep.include({ dropped: ["name"], absent: [] });
    const metrics = log.filter((line) => "_aws" in line);
    expect(metrics).to.have.length(1);
    expect(metrics[0]).to.include({
      stack: "production-us-west-2",
      collection: "cases",
      RowsIn: 1,
      RowsOut: 1,
      Malformed: 0,
    });
    for (const value of ["Ann Smith", "case_1", "cust_1", "ann@example.org"])
      expect(JSON.stringify(log)).not.to.include(value);
  });

  it("cleans an object that is large enough for a thread of its own", async () => {
    const noise = (index: number) => createHash("shake256", { outputLength: 1000 }).update(`${index}`).digest("hex");
    const rows = Array.from({ length: 9_500 }, (_, index) => `${index},case_${index},${noise(index)}\n`);
    const { errors, log } = await run([
      "mongodb-data/legion/cases/LOAD00000002.csv.gz",
      `oid__id,id,name\n${rows.join("")}`,
    ]);
    expect(errors).to.deep.equal([undefined]);
    expect(log.find(({ message }) => message === "cleaned")?.bytesIn).to.be.above(8 * 1024 * 1024);
    const clean = s3.objects.get("clean/production-us-west-2/clean/legion/cases/LOAD00000002.json.gz");
    expect(
      gunzipSync(clean?.body as Buffer)
        .toString()
        .split("\n"),
    ).to.have.length(9_501);
  });

  it("[C-062] logs and counts an object whose collection is not listed, and does not read it", async () => {
    const { log, errors } = await run(["mongodb-data/legion/users/x.csv.gz", "oid__id,name\n1,Ann Smith\n"]);
    expect(errors).to.deep.equal([undefined]);
    expect(log.find(({ message }) => message === "skipped")).to.include({ reason: "unlisted-collection" });
    expect(log.some((line) => line.UnlistedObjects === 1 && !("collection" in line))).to.equal(true);
    expect(s3.requests).to.deep.equal([]);
  });

  it("[rule 7] fails with a pointer, which it logs and counts, without any value", async () => {
    const { log, errors } = await run(["mongodb-data/legion/cases/x.csv.gz", "oid__id,id\n1,Ann Smith,3\n"]);
    const { failures } = JSON.parse(errors[0] as string) as { failures: object[] };
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ code: "RECORD_WIDTH", line: 2, key: "mongodb-data/legion/cases/x.csv.gz" });
    expect(log.find(({ message }) => message === "failed")).to.include({
      level: "ERROR",
      code: "RECORD_WIDTH",
      line: 2,
    });
    expect(log.some((line) => line.FailedObjects === 1)).to.equal(true);
    expect(JSON.stringify([log, errors])).not.to.include("Ann Smith");
  });

  it("counts each object separately", async () => {
    const csv = "oid__id,id\n1,case_1\n";
    const { log } = await run(
      ["mongodb-data/legion/cases/x.csv.gz", csv],
      ["mongodb-data/legion/audit/x.csv.gz", "oid__id,status\n1,a\n2,b\n"],
    );
    const metrics = log.filter((line) => "_aws" in line);
    expect(metrics.map(({ collection, RowsIn }) => [collection, RowsIn])).to.deep.equal([
      ["cases", 1],
      ["audit", 2],
    ]);
  });

  it("answers what it would say of a header, writes nothing and counts nothing", async () => {
    const key = "mongodb-data/legion/cases/x.csv.gz";
    s3.objects.set(`raw/${key}`, storedObject(gzipSync("oid__id,id,ann@example.org\n1,case_1,x\n")));
    const lambda = await startLambda({ name: "cleaner", region: "us-west-2", bundle, variables }, s3.endpoint);
    const answer = await lambda.invoke({ clearwell: "check-header", bucket: "raw", key });
    const log = await lambda.close();
    expect(answer.result).to.deep.equal({ refusal: null, names: ["oid__id", "id"], unnamed: 1, headerOnly: false });
    expect({ objects: [...s3.objects.keys()], log }).to.deep.equal({ objects: [`raw/${key}`], log: "" });
  });

  it("is small", () => {
    expect(statSync(bundle).size).to.be.below(1_500_000);
  });

  async function run(...files: readonly (readonly [key: string, csv: string])[]) {
    const lambda = await startLambda({ name: "cleaner", region: "us-west-2", bundle, variables }, s3.endpoint);
    const errors: (string | undefined)[] = [];
    for (const [key, csv] of files) {
      const object = storedObject(gzipSync(csv));
      s3.objects.set(`raw/${key}`, object);
      const { error } = await lambda.invoke(objectCreated("raw", key, object, "us-west-2"));
      errors.push(error?.errorMessage);
    }
    const lines = (await lambda.close()).split("\n").filter((line) => line.startsWith("{"));
    return { errors, log: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }
});
