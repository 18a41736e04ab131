import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import type { NameOf } from "../../../../review/contracts-page/listed.ts";
import { findRawFiles } from "../../../../review/contracts-page/raw/find-files.ts";

const byCollection: NameOf = (_, collection) => collection;

describe("The RAW files below a folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const find = (...paths: string[]) => findBy(byCollection, ...paths);

  async function findBy(nameOf: NameOf, ...paths: string[]) {
    for (const path of paths) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), "");
    }
    const found = await findRawFiles(folder, nameOf);
    return Object.fromEntries(
      [...found].map(([name, files]) => [name, files.map((file) => file.slice(folder.length + 1))]),
    );
  }

  it("are those of each collection, at any depth", async () => {
    const files = ["mongodb-data/legion/tickets/20260101-000000000.csv.gz", "legion/skus/LOAD00000001.csv"];
    expect(await find(...files, "legion/notes.txt", "LOAD00000001.csv")).to.deep.equal({
      skus: [files[1]],
      tickets: [files[0]],
    });
  });

  it("are those of each collection of each database, if the names have a database", async () => {
    const files = ["mongodb-data/crm/users/LOAD00000001.csv.gz", "billing/users/LOAD00000001.csv"];
    expect(await findBy((database, collection) => `${database}/${collection}`, ...files)).to.deep.equal({
      "billing/users": [files[1]],
      "crm/users": [files[0]],
    });
  });

  it("are the last ten of each kind", async () => {
    const loads = Array.from({ length: 12 }, (_, index) => `db/a/LOAD000000${String(index).padStart(2, "0")}.csv`);
    const changes = Array.from({ length: 11 }, (_, index) => `db/a/202601${String(index + 10)}-000000000.csv.gz`);
    expect(await find(...loads, ...changes)).to.deep.equal({ a: [...loads.slice(2), ...changes.slice(1)] });
  });

  it("are reported as missing if there is no folder, or no file in it", async () => {
    const messageOf = (path: string) => findRawFiles(path, byCollection).then(String, ({ message }: Error) => message);
    expect(await messageOf(join(folder, "nowhere"))).to.match(/--raw .*nowhere can't be read as a folder \(ENOENT\)/);
    expect(await messageOf(folder)).to.match(/has no RAW file, <database>\/<collection>\/<file>\.csv\.gz/);
  });
});
