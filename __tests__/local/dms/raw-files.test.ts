import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import Papa from "papaparse";
import { rawFiles } from "../../../local/dms/raw-files.ts";

const START = new Date("2026-02-22T10:15:00Z");
const REPLICATION = {
  folder: "legion/products",
  start: START,
  fullLoad: [
    { _id: "1", name: "a,b" },
    { _id: "2", name: "", stock: 3 },
  ],
  changes: [
    { op: "U", at: new Date("2026-02-22T10:15:01Z"), document: { _id: "1", name: "c", color: "red" } },
    { op: "D", at: new Date("2026-02-22T10:16:02.500Z"), document: { _id: "2" } },
  ],
  opInFullLoad: true,
  nullMarker: "NULL",
} as const;

const tables = (replication: Parameters<typeof rawFiles>[0]) =>
  [...rawFiles(replication)].map(({ path, body }) => {
    const csv = gunzipSync(body).toString();
    return { path, table: Papa.parse<string[]>(csv.trimEnd(), { delimiter: ",", newline: "\n" }).data };
  });

describe("The demo's RAW files", () => {
  it("have in a full load the task's start as the time, and the columns of all documents", () => {
    expect(tables(REPLICATION)[0]).to.deep.equal({
      path: "legion/products/LOAD00000001.csv.gz",
      table: [
        ["Op", "dms_replicated_at", "_id", "name", "stock"],
        ["I", "2026-02-22 10:15:00.000000", "1", "a,b", "NULL"],
        ["I", "2026-02-22 10:15:00.000000", "2", "", "3"],
      ],
    });
  });

  it("have changes in a file named by the time of the last one, without fields that the full load lacks", () => {
    expect(tables(REPLICATION)[1]).to.deep.equal({
      path: "legion/products/20260222-101602500.csv.gz",
      table: [
        ["Op", "dms_replicated_at", "_id", "name", "stock"],
        ["U", "2026-02-22 10:15:01.000000", "1", "c", "NULL"],
        ["D", "2026-02-22 10:16:02.500000", "2", "NULL", "NULL"],
      ],
    });
  });

  it("have Op in changes always, and in a full load only if asked for", () => {
    const headers = tables({ ...REPLICATION, opInFullLoad: false }).map(({ table }) => table[0]?.[0]);
    expect(headers).to.deep.equal(["dms_replicated_at", "Op"]);
  });

  it("split a full load into files with hexadecimal numbers", () => {
    const fullLoad = Array.from({ length: 80_001 }, (_, index) => ({ _id: String(index) }));
    const paths = [...rawFiles({ ...REPLICATION, fullLoad, changes: [] })].map(({ path }) => path);
    expect(paths).to.have.lengthOf(11);
    expect(paths.slice(8)).to.deep.equal(["9", "A", "B"].map((end) => `legion/products/LOAD0000000${end}.csv.gz`));
  });
});
