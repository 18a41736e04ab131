import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import pc from "picocolors";
import type { Terminal } from "../../../command/terminal.ts";
import { showCurrentRows } from "../../../local/show/current-rows.ts";
import type { CollectionSummary } from "../../../local/summary.ts";

const SUMMARY = {
  namespace: "legion.cases",
  collection: "cases",
  cleanKeys: ["a.json.gz"],
} as unknown as CollectionSummary;

describe("Current rows, compared with MongoDB's documents", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    await writeFile(join(folder, "a.json.gz"), gzipSync('{"oid__id":"1","dms_replicated_at":"2026"}\n'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function show(live: number | undefined, collections = [SUMMARY]) {
    const printed: string[] = [];
    const terminal = {
      colors: pc.createColors(false),
      print: (text: string) => void printed.push(text),
      progress: () => expect.fail("there is nothing to wait for"),
    } satisfies Terminal;
    const documents =
      live === undefined
        ? undefined
        : new Map([
            ["legion.cases", live],
            ["legion.unlisted", 7],
          ]);
    const agree = await showCurrentRows(collections, folder, { legion: { cases: { id: true } } }, documents, terminal);
    return { agree, text: printed.join("\n") };
  }

  it("are shown as equal", async () => {
    const { agree, text } = await show(1);
    expect(agree).to.equal(true);
    expect(text).to.match(/legion\.cases +1 +1 +1 +agree/);
  });

  it("are reported if they differ", async () => {
    const { agree, text } = await show(2);
    expect(agree).to.equal(false);
    expect(text)
      .to.match(/legion\.cases +1 +1 +2 +DIFFER/)
      .and.to.include("changes were lost");
  });

  it("are reported if a listed collection has no rows at all", async () => {
    const { agree, text } = await show(2, []);
    expect(agree).to.equal(false);
    expect(text)
      .to.match(/legion\.cases +0 +0 +2 +DIFFER/)
      .and.not.to.include("unlisted");
  });

  it("are shown without a comparison if MongoDB's count is unknown", async () => {
    const { agree, text } = await show(undefined);
    expect(agree).to.equal(true);
    expect(text).to.match(/legion\.cases +1 +1$/m);
  });
});
