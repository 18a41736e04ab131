import { expect } from "chai";
import { type LocalPipelines, NOT_BUILT } from "../../../local/local-pipeline.ts";
import { debianPackage } from "../../../local/setup/debian-package.ts";
import type { Need } from "../../../local/setup/need.ts";
import { run } from "../../../local/setup/run.ts";
import { recorder } from "../../command/recorder.ts";
import { type MachineDouble, machineDouble } from "./machine-double.ts";

const MARIADB = debianPackage("mariadb-server", ["mariadbd --version"]);
const CURL = debianPackage("curl", ["curl --version"]);
const APT = "apt-get install -q -y --no-install-recommends";

/** Installed by `get <name>`, and there if `has <name>` ends with 0. */
const need = (name: string, after: readonly Need[] = []): Need => ({
  name,
  isThere: async ({ run: probe }) => (await probe(["has", name])).code === 0,
  install: { command: ["get", name] },
  after,
});
const TOOL = need("tool");
const PACKAGE = need("package", [MARIADB, TOOL]);
const BY_HAND: Need = { ...need("by-hand"), install: { page: "https://example.com/install" } };

const PIPELINES: LocalPipelines = {
  plain: { run: [], tests: [], load: () => Promise.reject(new Error("it is not to run")) },
  large: { run: [PACKAGE], tests: [CURL], load: () => Promise.reject(new Error("it is not to run")) },
  later: NOT_BUILT,
};
const CHECKS = { tool: [TOOL], both: [TOOL, CURL], manual: [BY_HAND] };

async function setUp(machine: MachineDouble, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(args, {
    out: recorder(out),
    err: recorder(err),
    calledFrom: "/",
    machine,
    pipelines: PIPELINES,
    checks: CHECKS,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** Command lines that are more than a look. */
const changes = ({ ran }: MachineDouble) => ran.filter((line) => !/^(has|\S+ --version)/.test(line));

describe("npm run setup", () => {
  const installs = {
    "get tool": "has tool",
    "get package": "has package",
    [`${APT} mariadb-server`]: "mariadbd --version",
    [`${APT} curl`]: "curl --version",
  };

  it("installs what a pipeline's run and its tests need, and first what each of these needs", async () => {
    const machine = machineDouble({ installs });
    const { code, out, err } = await setUp(machine, "large", "--yes");
    expect(code).to.equal(0);
    expect(changes(machine)).to.deep.equal([
      "apt-get -q update",
      `${APT} mariadb-server`,
      "get tool",
      "get package",
      `${APT} curl`,
    ]);
    expect(out)
      .to.match(/^ {2}package +installed$/m)
      .and.not.include("missing");
    expect(err).to.include("installing package");
  });

  it("does nothing the second time", async () => {
    const machine = machineDouble({ installs });
    await setUp(machine, "large", "--yes");
    const before = changes(machine).length;
    const { code, out, err } = await setUp(machine, "large", "--yes");
    expect({ code, err, ran: changes(machine).length }).to.deep.equal({ code: 0, err: "", ran: before });
    expect(out).to.match(/^ {2}package +was there\n {2}curl \(Debian\) +was there$/);
  });

  it("asks nobody to have what is needed only to install something that is there already", async () => {
    const machine = machineDouble({ there: ["has package", "curl --version"] });
    expect(await setUp(machine, "large")).to.include({ code: 0 });
    expect(machine.ran).to.have.members(["has package", "curl --version"]);
  });

  it("installs no package of Debian without --yes, prints one line for all of them, and exits with 3", async () => {
    const machine = machineDouble({ installs, isRoot: false });
    const { code, out } = await setUp(machine, "large");
    expect(code).to.equal(3);
    expect(changes(machine)).to.deep.equal(["get tool"]);
    expect(out)
      .to.include("mariadb-server (Debian): a package of Debian is installed only with --yes")
      .and.include("package: it needs mariadb-server (Debian) first")
      .and.include(
        "  sudo apt-get update\n  sudo apt-get install --no-install-recommends mariadb-server curl\n  get package",
      );
  });

  it("uses sudo for packages of Debian, and for nothing else, if the user is not root", async () => {
    const machine = machineDouble({ isRoot: false, installs: { ...installs, [`sudo ${APT} curl`]: "curl --version" } });
    expect(await setUp(machine, "both", "--yes")).to.include({ code: 0 });
    expect(changes(machine)).to.deep.equal(["get tool", "sudo apt-get -q update", `sudo ${APT} curl`]);
  });

  it("goes on after a failure, says which command failed and how, and exits with 3", async () => {
    const stderr = `1\n2\nleft out\n\nleft out\nE: Unable to locate\u001b[2J package\n3\n${"4".repeat(100)}\n`;
    const machine = machineDouble({ installs, ends: { [`${APT} curl`]: { code: 100, stderr } } });
    const { code, out } = await setUp(machine, "both", "large", "--yes");
    expect(code).to.equal(3);
    expect(out)
      .to.match(/^ {2}curl \(Debian\) +missing$/m)
      .and.match(/^ {2}package +installed$/m)
      .and.include(
        "  curl (Debian): apt-get failed with exit code 100\n    1\n    2\n    E: Unable to locate\uFFFD[2J package\n    3\n" +
          `    ${"4".repeat(75)}…\n`,
      );
    expect(out.split("By hand")[1])
      .to.include("apt-get install --no-install-recommends curl")
      .and.not.include("get package");
  });

  it("says if the program that installs is not there", async () => {
    const machine = machineDouble({ ends: { "get tool": { code: undefined } } });
    const { code, out } = await setUp(machine, "tool");
    expect(code).to.equal(3);
    expect(out).to.include("  tool: get is not on this machine\n").and.include("By hand, in this order:\n  get tool");
  });

  it("does not believe a command that succeeds without an effect", async () => {
    const machine = machineDouble({ ends: { "get tool": { code: 0 } } });
    const { code, out } = await setUp(machine, "tool");
    expect(code).to.equal(3);
    expect(out).to.include("tool: `get` succeeded, but it is still not found");
  });

  it("names the page of what it can't install", async () => {
    const machine = machineDouble();
    const { code, out } = await setUp(machine, "manual", "--yes");
    expect(code).to.equal(3);
    expect(changes(machine)).to.deep.equal([]);
    expect(out).to.include("by-hand: install it by hand").and.include("  by-hand: https://example.com/install");
  });

  it("takes `checks` for all checks, each need once", async () => {
    const machine = machineDouble({ installs, there: ["has by-hand"] });
    expect(await setUp(machine, "checks", "tool", "--yes")).to.include({ code: 0 });
    expect(changes(machine)).to.deep.equal(["get tool", "apt-get -q update", `${APT} curl`]);
  });

  it("says so if there is nothing to install", async () => {
    expect(await setUp(machineDouble(), "plain")).to.deep.equal({
      code: 0,
      out: "Nothing beyond npm ci: plain",
      err: "",
    });
  });

  it("exits with 2 for no name, an unknown one, and a pipeline that is not built yet, and installs nothing", async () => {
    const machine = machineDouble({ installs });
    const noName = await setUp(machine);
    expect(noName).to.include({ code: 2, out: "" });
    const unknown = await setUp(machine, "tool", "larg");
    expect(unknown).to.include({ code: 2, out: "" });
    expect(unknown.err).to.include(
      'There is no pipeline or check "larg". Did you mean large? There are: plain, large,',
    );
    expect(await setUp(machine, "later")).to.deep.equal({
      code: 2,
      out: "",
      err: "later is not built yet, so there is nothing to install.",
    });
    expect(machine.ran).to.deep.equal([]);
  });
});
