import { expect } from "chai";
import { isFull, readOptions } from "../../bench/options.ts";
import { UsageError } from "../../bench/read-command-line.ts";

describe("The options of the benchmark", () => {
  const read = (...words: string[]) => {
    const options = readOptions(words);
    if (options === "help") throw new Error("Help was not asked for.");
    return options;
  };

  it("are those of a full run unless something is left out or made smaller", () => {
    expect(isFull(read())).to.equal(true);
    expect(isFull(read("--large", "--json", "--runs", "9"))).to.equal(true);
    for (const words of [
      ["--size", "20"],
      ["--runs", "1"],
      ["--only", "flat"],
      ["--peer", "udsv"],
    ]) {
      expect(isFull(read(...words)), words.join(" ")).to.equal(false);
    }
  });

  it("list the known names if a name is unknown", () => {
    expect(() => read("--only", "nothing")).to.throw(UsageError, "nested, flat, wide, long-text, everything");
    expect(() => read("--peer", "nobody")).to.throw(UsageError, "udsv");
    expect(() => read("--size", "0")).to.throw(UsageError, "--size");
    expect(() => read("--peer", "usv")).to.throw(UsageError, "Did you mean udsv?");
    expect(() => read("--fast")).to.throw(UsageError, "--fast");
    expect(readOptions(["--help"])).to.equal("help");
  });
});
