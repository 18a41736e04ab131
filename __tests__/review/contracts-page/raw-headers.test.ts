import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { headersIn } from "../../../review/contracts-page/raw-headers.ts";

describe("The headers of RAW files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function headers(files: Record<string, string | Buffer>) {
    for (const [path, body] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), body);
    }
    return Object.fromEntries(await headersIn(folder, ","));
  }

  it("are put together by collection, wherever in the folder its files lie", async () => {
    expect(
      await headers({
        "mongodb-data/legion/tickets/20260101-000000000.csv.gz": gzipSync("Op,a,c\nI,1,2\n"),
        "mongodb-data/legion/tickets/LOAD00000001.csv.gz": gzipSync("a,b\n1,2\n"),
        "legion/skus/LOAD00000001.csv": "x\n",
        "notes.txt": "y\n",
      }),
    ).to.deep.equal({ skus: ["x"], tickets: ["Op", "a", "c", "b"] });
  });

  it("are none of a file that is empty, or broken before its header ends", async () => {
    const broken = gzipSync("a,b\n1,2\n").subarray(0, 12);
    expect(await headers({ "legion/a/1.csv.gz": broken, "legion/b/1.csv": "", "legion/c/1.csv": '"a' })).to.deep.equal({
      a: [],
      b: [],
      c: [],
    });
  });

  it("are looked for in a folder that there is", async () => {
    const failure = await headersIn(join(folder, "nowhere"), ",").then(
      () => "",
      (error: Error) => error.message,
    );
    expect(failure).to.match(/--raw .*nowhere can't be read as a folder \(ENOENT\)/);
  });
});
