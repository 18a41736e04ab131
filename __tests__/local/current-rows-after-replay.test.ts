import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { AllowList } from "../../contracts/mask.ts";
import { currentRows } from "../../local/current-rows.ts";
import { operate } from "../ops/operator.ts";

const FOLDER = "mongodb-data/legion/tickets";
const EARLY = "2026-02-22 10:15:00.000000";
const LATE = "2026-02-22 10:16:00.000000";

const BEFORE: AllowList = { tickets: { state: true } };
const GROWN: AllowList = { tickets: { state: true, priority: true } };

describe("Current rows after a replay under a longer allow-list", () => {
  let folder: string;
  /** Each cleaning gets a modification time one minute after the last one, so that the clock does not matter. */
  let minute: number;

  async function put(name: string, ...rows: readonly (readonly string[])[]): Promise<void> {
    const header = ["Op", "dms_replicated_at", "oid__id", "state", "priority"];
    const csv = [header, ...rows].map((row) => `${row.join(",")}\n`).join("");
    await mkdir(join(folder, "raw", FOLDER), { recursive: true });
    await writeFile(join(folder, "raw", FOLDER, `${name}.csv.gz`), gzipSync(csv));
  }

  /** Cleans the RAW files that have no CLEAN file under this allow-list yet. */
  async function replay(allowList: AllowList): Promise<void> {
    const before = new Set(await cleanFiles());
    const args = ["replay", "--directory", folder, "--collection", "tickets", "--yes"];
    expect((await operate(args, "http://127.0.0.1:9", { allowList })).code).to.equal(0);
    minute += 1;
    const time = new Date(Date.UTC(2026, 10, 21, 12, minute));
    for (const file of await cleanFiles()) if (!before.has(file)) await utimes(file, time, time);
  }

  async function cleanFiles(): Promise<string[]> {
    const clean = join(folder, "clean");
    const found = await readdir(clean, { recursive: true, withFileTypes: true }).catch(() => []);
    return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  async function rows(): Promise<unknown[]> {
    const found = await currentRows({ files: await cleanFiles(), key: [["oid__id"]] }, ["state", "priority"]);
    return found.map(({ key, state, priority }) => [key, state, priority]);
  }

  beforeEach(async () => {
    minute = 0;
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    await put(
      "LOAD00000001",
      ...["1", "2", "3", "4", "5", "6", "7", "8"].map((id) => ["I", EARLY, id, "open", "high"]),
    );
    await put("20260222-101600000", ["U", LATE, "1", "done", "low"], ["D", LATE, "2", "open", "high"]);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("[C-034] have the new field, in whatever order the files' versions sort; a deleted document stays deleted", async () => {
    await replay(BEFORE);
    const open = (priority: string | null) => ["3", "4", "5", "6", "7", "8"].map((id) => [id, "open", priority]);
    expect(await rows()).to.deep.equal([["1", "done", null], ...open(null)]);
    await replay(GROWN);
    expect(await rows()).to.deep.equal([["1", "done", "low"], ...open("high")]);
  });

  it("[C-034] have the new field under any of many masks, because a version is a hash and does not say which is newer", async () => {
    await replay(BEFORE);
    for (const field of ["a", "b", "c", "d", "e", "f"]) {
      await replay({ tickets: { state: true, [field]: true } });
      expect(await rows()).to.deep.include(["3", "open", null]);
      await replay({ tickets: { state: true, priority: true, [field]: true } });
      expect(await rows(), field).to.deep.include(["3", "open", "high"]);
    }
  });

  it("prefer a newer change to an older row that was cleaned later", async () => {
    await replay(BEFORE);
    await put("20260222-101700000", ["U", "2026-02-22 10:17:00.000000", "3", "done", "low"]);
    await replay(BEFORE);
    await rm(join(folder, "raw", FOLDER, "20260222-101700000.csv.gz"));
    await replay(GROWN);
    expect(await rows())
      .to.deep.include(["3", "done", null])
      .and.deep.include(["4", "open", "high"]);
  });

  it("prefer the later of two files of the same second, even if the earlier one was cleaned later", async () => {
    await put("20260222-101600500", ["D", LATE, "1", "", ""]);
    await replay(GROWN);
    await rm(join(folder, "raw", FOLDER, "20260222-101600500.csv.gz"));
    await replay({ tickets: { priority: true, state: true } });
    expect((await rows()).map((row) => (row as string[])[0])).not.to.include("1");
  });
});
