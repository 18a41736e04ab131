import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { ListedWatermarkTable } from "../../../contracts/watermark-tables-of.ts";
import { newestRows } from "../../../local/mysql/newest-rows.ts";

const TABLE: ListedWatermarkTable = {
  key: ["id"],
  updatedAt: "updated_at",
  rereadMinutes: 10,
  columns: { id: "integer", amount: "decimal(20,2)", note: "text", updated_at: "timestamp" },
};

describe("The newest version of each row", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const at = (minute: number) => `2026-11-27 10:0${minute}:00.000000`;
  const record = (amount: string, updated: number, extracted = updated) =>
    `{"id":9007199254740993,"amount":${amount},"note":"a","updated_at":"${at(updated)}","_extracted_at":"${at(extracted)}"}`;

  async function newest(...files: readonly (readonly string[])[]) {
    for (const [index, lines] of files.entries())
      await writeFile(join(folder, `${index}.json.gz`), gzipSync(lines.map((line) => `${line}\n`).join("")));
    return newestRows(join(folder, "*.json.gz"), TABLE);
  }

  it("is the one with the greatest time of change, then of reading, in whatever order they came, with every digit", async () => {
    const row = (amount: string, minute: number) => [["9007199254740993", amount, "a", at(minute)]];
    expect(await newest([record("1.10", 2)], [record("2.20", 1, 5)])).to.deep.equal(row("1.10", 2));
    expect(await newest([record("3.30", 3, 4)], [record("1.00", 3, 3)])).to.deep.equal(row("3.30", 3));
  });

  it("is once there, however often it came, and a control is no row", async () => {
    const control = `{"_control":{"day":"2026-11-27","keys":1,"checksum":"7"},"_extracted_at":"${at(9)}"}`;
    expect(await newest([record("1.10", 2), record("1.10", 2)], [record("1.10", 2), control])).to.have.length(1);
  });
});
