import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import { REPOSITORY } from "../local/repository-copy.ts";

const FORK = join(REPOSITORY, ".cdktn/node_modules");
const SOURCES = [
  "command",
  "contracts",
  "environments",
  "functions",
  "stacks",
  "warehouse",
  "main.ts",
  "package.json",
  "tsconfig.json",
  "dist",
];

/** All replacements of the switch. */
const rename = (text: string) =>
  text.replaceAll("@cdktf/provider-aws", "@cdktn/provider-aws").replaceAll('from "cdktf"', 'from "cdktn"');

describe("The switch to CDK Terrain", function () {
  // The compiler reads the fork's types.
  this.timeout(120_000);

  let copy: string;

  before(async () => {
    expect(existsSync(FORK), "it is not installed: npm run setup -- cdktn").to.equal(true);
    copy = await mkdtemp(join(tmpdir(), "clearwell-cdktn-"));
    for (const name of SOURCES)
      await cp(join(REPOSITORY, name), join(copy, name), {
        recursive: true,
        filter: (path) => basename(path) !== "node_modules",
      });
    for (const file of await readdir(join(copy, "stacks"), { recursive: true }))
      if (file.endsWith(".ts")) {
        const path = join(copy, "stacks", file);
        await writeFile(path, rename(await readFile(path, "utf8")));
      }
    await linkPackages();
    await mkdir(join(copy, "out"));
  });
  after(() => rm(copy, { recursive: true, force: true }));

  /** The fork's packages and ours, without CDKTF. */
  async function linkPackages(): Promise<void> {
    await mkdir(join(copy, "node_modules"));
    const theirs = (await readdir(FORK)).filter((name) => !name.startsWith("."));
    const ours = (await readdir(join(REPOSITORY, "node_modules"))).filter(
      (name) => !theirs.includes(name) && !["cdktf", "@cdktf"].includes(name),
    );
    for (const name of theirs) await symlink(join(FORK, name), join(copy, "node_modules", name), "junction");
    for (const name of ours)
      await symlink(join(REPOSITORY, "node_modules", name), join(copy, "node_modules", name), "junction");
  }

  function run(folder: string, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("has every name that the stacks import, with the same types", async () => {
    const config = JSON.parse(await readFile(join(copy, "tsconfig.json"), "utf8")) as object;
    await writeFile(join(copy, "tsconfig.json"), JSON.stringify({ ...config, include: ["main.ts", "stacks"] }));
    const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    expect(run(copy, tsc, "--noEmit")).to.deep.equal({ status: 0, stdout: "", stderr: "" });
  });

  it("gives the same resources, outputs and providers", async () => {
    for (const folder of [REPOSITORY, copy]) {
      const outdir = join(copy, "out", folder === copy ? "theirs" : "ours");
      const env = { ...process.env, CDKTF_OUTDIR: outdir };
      const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "main.ts"], {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    }
    const stacks = await readdir(join(copy, "out/ours/stacks"));
    expect(stacks).not.to.deep.equal([]);
    for (const stack of stacks)
      expect(await stackIn("theirs", stack), stack).to.deep.equal(await stackIn("ours", stack));
  });

  /** Without the parts that must differ: versions and the generator's name. */
  async function stackIn(whose: string, stack: string) {
    const text = await readFile(join(copy, "out", whose, "stacks", stack, "cdk.tf.json"), "utf8");
    const { resource, data, output, provider, removed } = JSON.parse(text) as Terraform;
    return { resource, data, output, provider, removed };
  }
});
