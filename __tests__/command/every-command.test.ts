import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";

interface Ran {
  readonly entry: string;
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The entry points of all npm scripts that read a command line. */
function commandLines(): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const entries = Object.values(scripts).flatMap(
    (script) => /\btsx (?:--\S+ \S+ )*(\w\S*\.ts)/.exec(script)?.[1] ?? [],
  );
  return entries.filter((entry) => readFileSync(entry, "utf8").includes("process.argv.slice(2)"));
}

function runAll(...args: string[]): readonly Ran[] {
  const command = ["--import", "tsx", "__tests__/command/run-each.ts", commandLines().join(","), ...args];
  const { stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  expect(stderr).to.equal("");
  return JSON.parse(stdout) as Ran[];
}

describe("Every command line", function () {
  this.timeout(120_000);

  it("is one of those below", () => {
    expect(commandLines().sort()).to.deep.equal([
      "bench/bench.ts",
      "bench/load.ts",
      "fuzz/fuzz.ts",
      "local/clean.ts",
      "local/start.ts",
      "ops/ops.ts",
      "review/contracts-diff.ts",
      "review/contracts-page.ts",
      "review/identities.ts",
      "review/plan-review.ts",
      "review/plan-task.ts",
      "review/provider-lock.ts",
      "review/reviewed-plans.ts",
      "review/rights.ts",
      "review/stacks.ts",
      "review/synth-check.ts",
    ]);
  });

  let help: readonly Ran[];
  before(() => {
    help = runAll("--help");
  });

  it("explains itself within 80 columns, and says what its exit codes mean", () => {
    for (const { entry, code, out, err } of help) {
      expect({ code, err }, entry).to.deep.equal({ code: 0, err: "" });
      expect(out, entry).to.match(/^Usage: npm (start|run (-s )?[a-z:]+) --/);
      expect(out.trimEnd().split("\n").at(-1), entry).to.match(/^Exit code: 0 .*, 1 .*, 2 [^,]+\.$/);
      const tooWide = out.split("\n").filter((line) => line.length > 80);
      expect(tooWide, entry).to.deep.equal([]);
    }
  });

  it("calls folders and files that it reads or writes --input and --output, and shows no other name for them", () => {
    for (const { entry, out } of help) expect(out, entry).not.to.match(/ --(in|out|to|from)\b/);
  });

  it("says which option was meant, does nothing, and ends with 2, or with 1 if 2 has another meaning there", () => {
    for (const { entry, code, out, err } of runAll("--hlep")) {
      expect({ code, out }, entry).to.deep.equal({ code: entry === "review/contracts-diff.ts" ? 1 : 2, out: "" });
      expect(err, entry).to.match(/^error: unknown option '--hlep'\n\(Did you mean --help\?\)\n/);
    }
  });
});
