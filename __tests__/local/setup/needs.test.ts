import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { NOT_BUILT } from "../../../local/local-pipeline.ts";
import { PIPELINES } from "../../../local/pipelines.ts";
import { CHECKS } from "../../../local/setup/checks.ts";
import { nodePackages } from "../../../local/setup/node-packages.ts";
import { pythonPackages } from "../../../local/setup/python-packages.ts";
import { TERRAFORM } from "../../../local/setup/terraform.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { synth } from "../../stacks/synth.ts";
import { machineDouble } from "./machine-double.ts";

describe("Node packages in a folder of their own", () => {
  const NEED = nodePackages("extra", ".extra");
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(root, { recursive: true }));

  async function isThere(wanted: object, installed?: object): Promise<boolean> {
    await mkdir(join(root, ".extra/node_modules"), { recursive: true });
    const write = (path: string, packages: object) =>
      writeFile(join(root, ".extra", path), JSON.stringify({ packages: { "": { name: "extra" }, ...packages } }));
    await write("package-lock.json", wanted);
    if (installed) await write("node_modules/.package-lock.json", installed);
    return NEED.isThere(machineDouble({ root }));
  }

  it("are there if each locked version is installed", async () => {
    const lock = { "node_modules/a": { version: "1.0.0" }, "node_modules/a/node_modules/b": { version: "2.0.0" } };
    expect(await isThere(lock), "before the first installation").to.equal(false);
    expect(await isThere(lock, lock)).to.equal(true);
    expect(await isThere(lock, { ...lock, "node_modules/a": { version: "1.0.1" } })).to.equal(false);
    expect(await isThere(lock, { "node_modules/a": { version: "1.0.0" } })).to.equal(false);
  });

  it("need not be there for another system or processor", async () => {
    const other = { version: "1.0.0", optional: true, os: [process.platform], cpu: "another" };
    const own = { version: "1.0.0", optional: true, os: process.platform, cpu: [process.arch] };
    expect(await isThere({ "node_modules/other": other }, {})).to.equal(true);
    expect(await isThere({ "node_modules/other": { ...other, optional: false } }, {})).to.equal(false);
    expect(await isThere({ "node_modules/own": own }, {})).to.equal(false);
    expect(await isThere({ "node_modules/own": own }, { "node_modules/own": own })).to.equal(true);
  });

  it("are installed as they are locked", () => {
    expect(NEED.install).to.have.property("command").that.includes.members(["npm", "ci", "--prefix", ".extra"]);
  });
});

describe("Python packages in the virtual environment", () => {
  const FILE = "pins.txt";
  const NEED = pythonPackages("tool", FILE);
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(root, { recursive: true }));

  it("are there if Python says so of all versions that the file pins", async () => {
    await writeFile(join(root, FILE), "# c==1\ntool==1.2.3 \\\n    --hash=sha256:0\npython-dateutil==2.9.0.post0 \\\n");
    const machine = machineDouble({ root });
    expect(await NEED.isThere(machine)).to.equal(false);
    const [program, ...args] = machine.ran[0]?.split(/ (?:-c|(?=tool==))/) ?? [];
    expect(program).to.equal(".venv/bin/python");
    expect(args.at(-1)).to.equal("tool==1.2.3 python-dateutil==2.9.0.post0");
  });

  it("are installed with their hashes, after the virtual environment, after Python", () => {
    expect(NEED.install).to.have.property("command").that.includes("--require-hashes").and.includes(FILE);
    const [environment] = NEED.after ?? [];
    expect(environment?.install).to.have.property("command").that.includes("venv");
    expect(environment?.after?.map(({ install }) => install)).to.deep.equal([{ debian: "python3-venv" }]);
  });

  it("are pinned in one version only in each environment, because all that is in it share it", async () => {
    const pipelines = Object.values(PIPELINES).flatMap((each) =>
      each === NOT_BUILT ? [] : [...each.run, ...each.tests],
    );
    const installs = [...pipelines, ...Object.values(CHECKS).flat()].flatMap(({ install }) =>
      "command" in install ? [{ python: install.command[0], file: install.command.at(-1) ?? "" }] : [],
    );
    const pins = await Promise.all(
      installs
        .filter(({ file }) => file.endsWith(".txt"))
        .map(async ({ python, file }) =>
          ((await readFile(file, "utf8")).match(/^\S+==\S+/gm) ?? []).map((pin) => `${python} ${pin}`),
        ),
    );
    const different = new Set(pins.flat());
    expect(different.size).to.equal(new Set([...different].map((pin) => pin.split("==")[0])).size);
  });
});

describe("Terraform", () => {
  const isThere = (stdout: string) =>
    TERRAFORM.isThere(machineDouble({ ends: { "terraform version": { code: 0, stdout } } }));

  it("is there from the version on that the stacks ask for", async () => {
    expect(synth(PRIMARY).terraform?.required_version).to.equal(">= 1.11");
    expect(TERRAFORM.name).to.include("1.11 or later");
    expect(await isThere("Terraform v1.11.0\non linux_amd64\n")).to.equal(true);
    expect(await isThere("Terraform v2.0.0\n")).to.equal(true);
    expect(await isThere("Terraform v1.9.8\n")).to.equal(false);
    expect(await isThere("")).to.equal(false);
  });
});
