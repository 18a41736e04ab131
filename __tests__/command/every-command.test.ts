import { readFileSync } from "node:fs";
import { expect } from "chai";
import { runHere } from "./run-here.ts";

interface Ran {
  readonly entry: string;
  readonly argument: string;
  readonly code: number | undefined;
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

/** Runs every command once with each of the arguments. */
async function runAll(...each: string[]): Promise<readonly Ran[]> {
  const ran: Ran[] = [];
  for (const argument of each)
    for (const entry of commandLines()) {
      const { status, stdout, stderr } = await runHere(entry, [argument]);
      ran.push({ entry, argument, code: status, out: stdout, err: stderr });
    }
  return ran;
}

describe("Every command line", function () {
  this.timeout(120_000);

  let ran: readonly Ran[];
  before(async () => {
    ran = await runAll("--help", "--hlep");
  });
  const ranWith = (wanted: string) => ran.filter(({ argument }) => argument === wanted);

  it("is found by its npm script", () => {
    expect(commandLines()).to.include.members(["ops/ops.ts", "local/start.ts", "review/contracts-diff.ts"]);
    expect(ran.map(({ entry }) => entry)).to.deep.equal([...commandLines(), ...commandLines()]);
  });

  it("has a help of at most 80 columns that explains its exit codes", () => {
    for (const { entry, code, out, err } of ranWith("--help")) {
      expect({ code, err }, entry).to.deep.equal({ code: 0, err: "" });
      expect(out, entry).to.match(/^Usage: npm (start|run (-s )?[a-z:]+) --/);
      expect(out.replaceAll("\n", " "), entry).to.match(/ Exit code: 0 .*, 1 .*, 2 [^,]+(, 3 [^,]+)?\. $/);
      const tooWide = out.split("\n").filter((line) => line.length > 80);
      expect(tooWide, entry).to.deep.equal([]);
    }
  });

  it("calls folders and files that it reads or writes --input and --output, and shows no other name for them", () => {
    for (const { entry, out } of ranWith("--help")) expect(out, entry).not.to.match(/ --(in|out|to|from)\b/);
  });

  it("suggests the option that was meant, does nothing, and exits with 2, or with 1 if 2 has another meaning", () => {
    for (const { entry, code, out, err } of ranWith("--hlep")) {
      expect({ code, out }, entry).to.deep.equal({ code: entry === "review/contracts-diff.ts" ? 1 : 2, out: "" });
      // Commander checks for required options first.
      expect(err, entry).to.match(/^error: (unknown option '--hlep'\n\(Did you mean --help\?\)|required option .*)\n/);
    }
  });
});
