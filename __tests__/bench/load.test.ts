import { expect } from "chai";
import { loadMarkdown } from "../../bench/load/markdown.ts";
import { readLoadOptions } from "../../bench/load/options.ts";
import { isBalanced, type LoadResult, runLoad } from "../../bench/load/run-load.ts";
import { UsageError } from "../../bench/read-command-line.ts";

describe("A burst of 200 objects with duplicates and faults", () => {
  let result: LoadResult;

  before(async () => {
    result = await runLoad({ objects: 200, rows: 20, processes: 2 }, () => undefined);
  });

  it("adds up: each object, and so each row, has landed or has a failure pointer", () => {
    expect(result.landing.problems).to.deep.equal([]);
    expect(result.landing.rowsOut + result.landing.rowsFailed).to.equal(result.landing.rowsIn);
    expect(isBalanced(result)).to.equal(true);
  });

  it("has two events for 5 % of the objects and a fault for another 5 %, some of which a retry corrects", () => {
    expect(result).to.include({ events: 210, troubled: 10 });
    expect(result.landing).to.include({ versions: 200, cleaned: 197, failed: 3 });
    // Two retries for each of the three that fail, and one for each body that was cut off or process that was killed.
    expect(result.invocations).to.be.at.least(210 + 3 * 2 + 2);
  });

  it("does not add up if a row is in neither place, or if an object has a problem", () => {
    const { landing } = result;
    expect(isBalanced({ ...result, landing: { ...landing, rowsOut: landing.rowsOut - 1 } })).to.equal(false);
    expect(isBalanced({ ...result, landing: { ...landing, problems: ["k e: has 2 CLEAN objects"] } })).to.equal(false);
  });

  it("is reported with its throughput, its sums and its problems", () => {
    const machine = { processor: "P", cores: 2, memoryBytes: 1, system: "linux x64", node: "v20" };
    const run = { machine, date: "2026-11-21", commit: "abc1234", loadBefore: 0 };
    const page = loadMarkdown({ ...run, result: { ...result, seconds: 2 } });
    expect(page).to.include("| events           |      105 |").and.to.include("The rows add up");
    const wrong = { ...result, landing: { ...result.landing, problems: ["k e: has 2 CLEAN objects"] } };
    expect(loadMarkdown({ ...run, result: wrong }))
      .to.include("do not add up")
      .and.to.include("- k e: has 2");
  });
});

describe("The load command", () => {
  it("reads the size of the burst, and refuses unknown options", () => {
    expect(readLoadOptions(["--objects", "10", "--processes", "3"])).to.include({
      objects: 10,
      processes: 3,
      json: false,
    });
    expect(readLoadOptions(["-h"])).to.equal("help");
    expect(() => readLoadOptions(["--objects", "many"])).to.throw(UsageError, "It must be a whole number above 0.");
    expect(() => readLoadOptions(["--object", "1"])).to.throw(UsageError, "Did you mean --objects?");
  });
});
