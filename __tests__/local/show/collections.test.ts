import { expect } from "chai";
import pc from "picocolors";
import type { Terminal } from "../../../command/terminal.ts";
import type { CleanResult } from "../../../local/clean-all.ts";
import { showCollections } from "../../../local/show/collections.ts";
import { showNothingListed } from "../../../local/show/nothing-listed.ts";
import type { CollectionSummary } from "../../../local/summary.ts";

const SUMMARY: CollectionSummary = {
  namespace: "desk.tickets",
  collection: "tickets",
  cleanKeys: [],
  objects: 1200,
  failed: 3,
  rowsIn: 12_000_000,
  rowsOut: 12_000_000,
  deletes: 1_000_000,
  malformed: 1,
  kept: 3,
  dropped: 12,
  droppedNames: ["array_segments", "email"],
  absent: ["segments"],
  bytesIn: 3_000_000,
  bytesOut: 1,
};
const NOTHING: CleanResult = { cleaned: [], skipped: [], failed: [] };

describe("The result by collection", () => {
  const shown = (show: (terminal: Terminal) => void): string[] => {
    const printed: string[] = [];
    const progress = () => expect.fail("there is nothing to wait for");
    show({ colors: pc.createColors(false), print: (text) => void printed.push(text), progress });
    return printed.join("\n").split("\n");
  };
  const collections = (result: Partial<CleanResult>, summaries = [SUMMARY]) =>
    shown((show) => showCollections(summaries, { ...NOTHING, ...result }, ["tickets"], show));

  it("fits 80 columns, and names the column that was probably meant by one that the files lack", () => {
    const lines = collections({});
    expect(lines.filter((line) => line.length > 80)).to.deep.equal([]);
    expect(lines).to.include("  desk.tickets lacks what is listed: segments (did you mean array_segments?)");
  });

  it("counts skipped objects by folder, and names the collection that was probably meant", () => {
    const keys = ["a.csv", "b.csv"].map((file) => `mongodb-data/desk/ticket/${file}`);
    const skipped = keys.map((rawKey) => ({ rawKey, reason: "unlisted-collection" }));
    expect(collections({ skipped }).slice(-2)).to.deep.equal([
      "  skipped 2 objects of mongodb-data/desk/ticket/: unlisted-collection. Did you",
      "  mean tickets?",
    ]);
  });

  it("counts failed objects, and shows the first ones", () => {
    const error = "RECORD_WIDTH: line 3: The record is not aligned with its header. Reload the collection, please.";
    const failed = Array.from({ length: 25 }, (_, index) => ({ rawKey: `mongodb-data/desk/tickets/${index}`, error }));
    const lines = collections({ failed });
    expect(lines).to.include("  25 of 25 objects failed. CLEAN has nothing of what failed:");
    expect(lines.filter((line) => line.startsWith("  failed "))).to.have.length(20);
    expect(lines.at(-1)).to.equal("  and 5 more, which are in lambda.log");
    expect(lines.filter((line) => line.length > 80)).to.deep.equal([]);
  });

  it("says what to do if no collection of the demo, or of the user's objects, is listed", () => {
    const demo = shown((show) => showNothingListed(["legion.audit", "legion.cases"], ["tickets"], show));
    expect(demo.filter((line) => line.length > 80)).to.deep.equal([]);
    expect(demo.join(" ").replaceAll(/ +/g, " "))
      .to.include("The demo makes legion.audit, legion.cases")
      .and.include("npm start -- --input DIR");
    const own = shown((show) => showNothingListed(undefined, ["tickets"], show)).join(" ");
    expect(own).to.include("nothing was cleaned").and.include("Listed: tickets.");
  });
});
