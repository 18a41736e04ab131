import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import Papa from "papaparse";
import { type DataSet, writeDataSet } from "../../../local/demo/data-set.ts";
import { THOROUGH } from "../../thoroughness.ts";

const SETTINGS = { rawPrefix: "mongodb-data/", nullMarker: "NULL" };
const LISTED = { cases: {}, customers: {}, products: { _id: "key" } } as const;

describe("The demo's data set", () => {
  let folder: string;
  let dataSet: DataSet;
  /** The rows of each object, in the order in which they were written: full loads first. */
  let tables: { key: string; rows: Record<string, string>[] }[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    dataSet = await writeDataSet(join(folder, "first"), SETTINGS, { legion: LISTED });
    const objects = dataSet.objects.toSorted(loadsFirst);
    tables = await Promise.all(objects.map(async ({ key, file }) => ({ key, rows: await readRows(file) })));
  });
  after(() => rm(folder, { recursive: true }));

  it("counts as many live documents as its files have after all changes", () => {
    const alive = new Map<string, Set<string>>();
    for (const { key, rows } of tables) {
      const collection = key.split("/").slice(1, 3).join(".");
      const keys = alive.get(collection) ?? alive.set(collection, new Set()).get(collection);
      for (const row of rows) {
        const id = row.oid__id ?? row._id ?? "";
        if (row.Op === "D") expect(keys?.delete(id), "a delete without its document").to.equal(true);
        else keys?.add(id);
      }
    }
    expect(new Map([...alive].map(([collection, keys]) => [collection, keys.size]))).to.deep.equal(
      new Map(dataSet.liveDocuments),
    );
  });

  it("has a document that is inserted again after its delete", () => {
    const deleted = new Set<string>();
    const restored = new Set<string>();
    for (const { key, rows } of tables) {
      for (const { Op, _id = "" } of key.includes("/products/") ? rows : []) {
        if (Op === "D") deleted.add(_id);
        else if (Op === "I" && deleted.has(_id)) restored.add(_id);
      }
    }
    expect(restored).not.to.have.lengthOf(0);
  });

  it("has orders of customers that there are, so that the warehouse can join them", () => {
    const rowsOf = (name: string) => tables.flatMap(({ key, rows }) => (key.includes(`/${name}/`) ? rows : []));
    const customers = new Set(rowsOf("customers").map(({ oid__id }) => oid__id));
    expect(customers.size).to.be.greaterThan(5_000);
    const unknown = rowsOf("orders").filter(({ oid_customer_id }) => !customers.has(oid_customer_id));
    expect(unknown).to.have.lengthOf(0);
  });

  it("has between twenty and fifty thousand rows, each as wide as its header, and one truncated array", () => {
    const rows = tables.flatMap((table) => table.rows);
    const arrays = rows.flatMap((row) => Object.entries(row).filter(([column]) => column.startsWith("array_")));
    expect(arrays.filter(([, cell]) => isBroken(cell))).to.have.lengthOf(1);
    expect(rows.length).to.be.within(20_000, 50_000);
  });

  it("shows a row with dotted columns, an array, and a column whose name has an e-mail address", () => {
    const { header, firstRow, key } = dataSet.sample ?? expect.fail();
    expect(key).to.equal("mongodb-data/legion/customers/LOAD00000001.csv.gz");
    expect(header).to.include.members(["oid__id", "address.country", "array_subscriptions"]);
    expect(header.join()).to.match(/contacts\.[^,]+@example/);
    expect(firstRow).to.have.lengthOf(header.length);
  });

  it("is the same each time and for every allow-list, byte for byte; only the sample row differs", async () => {
    const other = await writeDataSet(join(folder, "other"), SETTINGS, { legion: { orders: { status: true } } });
    expect(await digests(other)).to.deep.equal(await digests(dataSet));
    expect(other.liveDocuments).to.deep.equal(dataSet.liveDocuments);
    expect(other.sample?.key).to.equal("mongodb-data/legion/orders/LOAD00000001.csv.gz");
  });

  if (THOROUGH)
    it("names the listed collections for which it has no documents: an unknown one, and one with another key", async () => {
      expect(dataSet.leftOut.size).to.equal(0);
      const allowList = { tickets: {}, products: { name: true }, cases: { id: "key" } } as const;
      const { leftOut, objects, sample } = await writeDataSet(join(folder, "third"), SETTINGS, { legion: allowList });
      expect(Object.fromEntries(leftOut)).to.deep.equal({
        tickets: "the demo makes no such documents",
        products: "its key is oid__id in the list, _id in the demo",
        cases: "its key is id in the list, oid__id in the demo",
      });
      expect(objects.filter(({ key }) => /\/(products|cases)\//.test(key))).to.deep.equal([]);
      expect(sample, "a row of a collection that is listed").to.equal(undefined);
    });
});

async function digests({ objects }: DataSet): Promise<[string, string][]> {
  const digest = async (file: string) =>
    createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
  return Promise.all(objects.map(async ({ key, file }): Promise<[string, string]> => [key, await digest(file)]));
}

async function readRows(file: string): Promise<Record<string, string>[]> {
  const csv = gunzipSync(await readFile(file)).toString();
  const options = { header: true, delimiter: ",", newline: "\n", skipEmptyLines: true } as const;
  const { data, errors } = Papa.parse<Record<string, string>>(csv, options);
  expect(errors).to.deep.equal([]);
  return data;
}

/** Change files have the time as their name; `LOAD…` would sort after them. */
function loadsFirst(one: { key: string }, other: { key: string }): number {
  const rank = ({ key }: { key: string }) => key.replace("/LOAD", "/!LOAD");
  return rank(one) < rank(other) ? -1 : 1;
}

function isBroken(cell: string): boolean {
  if (cell === "NULL") return false;
  try {
    JSON.parse(cell);
    return false;
  } catch {
    return true;
  }
}
