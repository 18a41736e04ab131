import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { fromJson } from "../../contracts/json.ts";
import { writeStackFiles } from "../../stacks/stack-files.ts";
import { ALLOW_LIST, sourcesOf } from "./fixtures.ts";

const SOURCES = sourcesOf(ALLOW_LIST);

describe("The folder of every stack", () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
    for (const stack of ["a", "b"]) mkdirSync(join(outdir, "stacks", stack), { recursive: true });
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  const read = (stack: string, file: string) => readFileSync(join(outdir, "stacks", stack, file), "utf8");

  it("has the contracts, to be read without running anything, and the provider's lock file", () => {
    writeStackFiles(outdir, ["a", "b"], { sources: SOURCES, lock: "# locked\n" });
    for (const stack of ["a", "b"]) {
      expect(fromJson(read(stack, "contracts.json"))).to.deep.equal(SOURCES);
      expect(read(stack, ".terraform.lock.hcl")).to.equal("# locked\n");
    }
  });

  it("has no lock file if the repository has none", () => {
    writeStackFiles(outdir, ["a"], { sources: SOURCES, lock: undefined });
    expect(readdirSync(join(outdir, "stacks/a"))).to.deep.equal(["contracts.json"]);
  });
});
