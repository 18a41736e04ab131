import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { checkLanding } from "../../../local/rig/landing.ts";
import { startRig } from "../../../local/rig/rig.ts";
import { TICKETS_FOLDER, tickets } from "../../../local/rig/tickets.ts";
import type { StoredObject } from "../../../local/s3-object.ts";
import type { FailureRecord } from "../../../ops/failures/failure-message.ts";

/** If this check found nothing, all tests of faults would pass. */
describe("The check of what landed", () => {
  const key = `${TICKETS_FOLDER}/x.csv.gz`;
  const file = tickets({ seed: 1, rows: 3 });
  const version = { ...file, key, etag: "e1" };
  let object: StoredObject;

  before(async () => {
    const rig = await startRig({ processes: 1 });
    await rig.deliver(rig.put(key, file));
    const [found] = [...rig.s3.objects].filter(([name]) => name.startsWith("clean/"));
    await rig.close();
    object = withHeaders(found?.[1] as StoredObject, { "x-amz-meta-raw-etag": "e1" });
  });

  it("counts versions, objects and rows, each version once however many events it got", () => {
    const other = { ...version, etag: "e2", rows: 5, clean: undefined };
    const landing = checkLanding([version, version, other], [object], [pointer("e2"), pointer("e2")]);
    const sums = { versions: 2, cleaned: 1, failed: 1, rowsIn: 8, rowsOut: 3, rowsFailed: 5 };
    expect(landing).to.deep.equal({ ...sums, problems: [] });
  });

  it("expects neither a CLEAN object nor a pointer for a version without rows", () => {
    const empty = { ...tickets({ seed: 1, rows: 0 }), key, etag: "e1" };
    expect(checkLanding([empty], [], []).problems).to.deep.equal([]);
    expect(problems([object], [], empty)).to.deep.equal(["has no rows, and a CLEAN object"]);
  });

  it("finds what is missing, written twice, or in both places", () => {
    expect(problems([])).to.deep.equal(["has neither a CLEAN object nor a failure pointer"]);
    expect(problems([object, object])).to.deep.equal(["has 2 CLEAN objects"]);
    expect(problems([object], [pointer("e1")])).to.deep.equal(["has both a failure pointer and a CLEAN object"]);
  });

  it("finds an object that is truncated, lacks a row, or has wrong rows", () => {
    const lines = gunzipSync(object.body).toString();
    const with3 = (text: string) => withBody(object, gzipSync(text));
    expect(problems([withBody(object, object.body.subarray(0, -1))])).to.deep.equal([
      "has a CLEAN object that is not a whole gzip file",
    ]);
    expect(problems([with3(lines.slice(0, lines.lastIndexOf("{")))])).to.deep.equal([
      "has 3 rows, and its CLEAN object 2",
    ]);
    expect(problems([with3(lines.replace("NL", "DE"))])).to.deep.equal(["has a CLEAN object with wrong rows"]);
    expect(problems([withHeaders(object, { "x-amz-meta-rows": "4" })])).to.deep.equal([
      "has a wrong number of rows in the metadata of its CLEAN object",
    ]);
  });

  it("finds a CLEAN object of a broken file", () => {
    const broken = { ...version, clean: undefined };
    expect(problems([object], [], broken)).to.deep.equal(["has a CLEAN object with wrong rows"]);
  });

  it("finds a CLEAN object and a pointer of a version that was never written", () => {
    const stray = withHeaders(object, { "x-amz-meta-raw-etag": "e9" });
    expect(problems([object, stray], [pointer("e8")])).to.deep.equal([
      "no such version was written",
      "no such version was written",
    ]);
  });

  function problems(objects: StoredObject[], records: FailureRecord[] = [], written = version): string[] {
    const found = checkLanding([written], objects, records).problems;
    return found.map((problem) => problem.slice(problem.indexOf(": ") + 2));
  }

  function pointer(etag: string): FailureRecord {
    const where = { code: "RECORD_WIDTH", line: 2, column: undefined, cause: undefined };
    return { event: {}, failures: [{ object: { bucket: "raw", key, etag }, ...where }], earlier: undefined };
  }
});

function withHeaders(object: StoredObject, headers: Record<string, string>): StoredObject {
  return { ...object, headers: { ...object.headers, ...headers } };
}

function withBody(object: StoredObject, body: Buffer): StoredObject {
  return { ...object, body };
}
