import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { copyAsItIs } from "../local/repository-copy.ts";
import { THOROUGH } from "../thoroughness.ts";

/** Commands other than `npm start` that import the contracts or the environments. */
const MORE = ["__tests__", "bench", "docs", "fuzz"];
const WRONG = ["ture", '"yes"', "false"];

describe("The compiler, of a wrong value in each mask and in the environments", () => {
  let folder: string;
  /** `contracts/legion/cases.ts(5`: the expected beginning of the compiler's error. */
  const broken: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    await copyAsItIs(folder, THOROUGH ? MORE : []);
    const masks = await readdir(join(folder, "contracts"), { recursive: true });
    for (const mask of masks.filter((name) => /[\\/]\w+\.ts$/.test(name))) await spoil(`contracts/${mask}`);
    await spoil("environments/environments.ts");
  });
  after(() => rm(folder, { recursive: true }));

  it("has one error for each, on the line of the mistake", () => {
    const tsc = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "--pretty", "false"], {
      cwd: folder,
      encoding: "utf8",
    });
    const errors = tsc.stdout.split("\n").filter((line) => / error TS\d+: /.test(line));
    expect(errors.map((line) => line.replace(/,.*/, "")).sort()).to.deep.equal(broken.sort());
  });

  /** Replaces the last `true`, which is nested in most masks. */
  async function spoil(file: string): Promise<void> {
    const text = await readFile(join(folder, file), "utf8");
    const at = text.lastIndexOf(": true") + ": ".length;
    if (at < 2) return;
    const wrong = file.startsWith("stacks") ? '"yes"' : WRONG[broken.length % WRONG.length];
    await writeFile(join(folder, file), `${text.slice(0, at)}${wrong}${text.slice(at + "true".length)}`);
    broken.push(`${file}(${text.slice(0, at).split("\n").length}`);
  }
});
