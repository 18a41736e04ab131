import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { countCurrentRows } from "../../local/current-rows.ts";

const EARLY = "2026-02-22 10:15:00.000000";
const LATE = "2026-02-22 10:16:00.000000";
const LOAD = "LOAD00000001.1f0c9a3e.json.gz";
const CHANGES = "20260222-101600000.1f0c9a3e.json.gz";
const MORE_CHANGES = "20260222-101700000.1f0c9a3e.json.gz";

describe("Current rows, from only CLEAN files", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Files by name, each row as `[key, time, Op]`. */
  async function count(files: Record<string, [string, string, string?][]>, keyColumn = "oid__id") {
    const written = Object.entries(files).map(async ([name, rows]) => {
      const path = join(folder, name);
      const lines = rows.map(([key, at, Op]) => ({ a: { b: [1] }, [keyColumn]: key, dms_replicated_at: at, Op }));
      await writeFile(path, gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));
      return path;
    });
    return countCurrentRows({ files: await Promise.all(written), key: [[keyColumn]] });
  }

  it("count a document once, however often it changed", async () => {
    const files = {
      [LOAD]: [
        ["1", EARLY],
        ["2", EARLY],
      ] as [string, string][],
      [CHANGES]: [["1", LATE, "U"]],
    };
    expect(await count(files as never)).to.deep.equal({ rows: 3, current: 2 });
  });

  it("lack a document whose last row is a delete", async () => {
    expect(await count({ [LOAD]: [["1", EARLY, "I"]], [CHANGES]: [["1", LATE, "D"]] })).to.include({ current: 0 });
  });

  it("have a document that was inserted again after its delete", async () => {
    const changes: [string, string, string][] = [
      ["1", LATE, "D"],
      ["1", LATE, "I"],
    ];
    expect(await count({ [LOAD]: [["1", EARLY, "I"]], [CHANGES]: changes })).to.include({ current: 1 });
  });

  it("are ordered by time first: a full load after a change wins", async () => {
    expect(await count({ [LOAD]: [["1", LATE, "I"]], [CHANGES]: [["1", EARLY, "D"]] })).to.include({ current: 1 });
  });

  it("prefer a change to a full load of the same time", async () => {
    expect(await count({ [LOAD]: [["1", EARLY, "I"]], [CHANGES]: [["1", EARLY, "D"]] })).to.include({ current: 0 });
  });

  it("[T-14] prefer, among rows of the same time, the later row of a file and the later of two files", async () => {
    const changes: [string, string, string][] = [
      ["1", LATE, "I"],
      ["1", LATE, "D"],
      ["2", LATE, "D"],
    ];
    expect(await count({ [CHANGES]: changes, [MORE_CHANGES]: [["2", LATE, "I"]] })).to.include({ current: 1 });
    const reversed: [string, string, string][] = [["2", LATE, "I"]];
    expect(await count({ [MORE_CHANGES]: [["2", LATE, "D"]], [CHANGES]: reversed })).to.include({ current: 0 });
  });

  it("use the collection's own key column", async () => {
    expect(
      await count(
        {
          [LOAD]: [
            ["SKU-1", EARLY],
            ["SKU-2", EARLY],
          ],
        },
        "_id",
      ),
    ).to.include({ current: 2 });
  });
});
