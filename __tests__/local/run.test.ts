import { expect } from "chai";
import type { Command } from "commander";
import { Exit } from "../../command/exit-code.ts";
import type { Shell } from "../../command/shell.ts";
import { type LocalPipelines, NOT_BUILT } from "../../local/local-pipeline.ts";
import { DEFAULT_PIPELINE, PIPELINES } from "../../local/pipelines.ts";
import { run } from "../../local/run.ts";
import { debianPackage } from "../../local/setup/debian-package.ts";
import { PIPELINES as DEPLOYED } from "../../stacks/pipelines.ts";
import { recorder } from "../command/recorder.ts";
import { machineDouble } from "./setup/machine-double.ts";

const MARIADB = debianPackage("mariadb-server", ["mariadbd"]);
const CURL = debianPackage("curl", ["curl"]);

/** Prints its name and its option, and exits with 1 if told to fail. */
const pipeline = (name: string, needs: Partial<{ run: (typeof MARIADB)[]; tests: (typeof CURL)[] }> = {}) => ({
  run: [],
  tests: [],
  ...needs,
  load:
    async () =>
    (command: Command, { out }: Shell) =>
      command
        .description(`Run ${name}.`)
        .option("--rows <number>")
        .option("--fail")
        .action(({ rows, fail }: { rows?: string; fail?: true }) => {
          out.print(`${name}, ${rows ?? "all"} rows`);
          if (fail) throw new Exit(1);
        }),
});

const ALL: LocalPipelines = {
  first: pipeline("first"),
  second: pipeline("second", { run: [MARIADB], tests: [CURL] }),
  third: NOT_BUILT,
};

async function start(args: readonly string[], pipelines = ALL, there: readonly string[] = []) {
  const [out, err]: [string[], string[]] = [[], []];
  const machine = machineDouble({ there });
  const code = await run(args, {
    out: recorder(out),
    err: recorder(err),
    calledFrom: "/",
    machine,
    pipelines,
    byDefault: "first",
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

describe("npm start, as the door to all pipelines,", () => {
  it("runs the default pipeline if none is named, and any by its name, each with its own options", async () => {
    expect(await start([])).to.deep.equal({ code: 0, out: "first, all rows", err: "" });
    expect(await start(["--rows", "5"])).to.include({ code: 0, out: "first, 5 rows" });
    expect(await start(["first", "--rows", "5"])).to.include({ code: 0, out: "first, 5 rows" });
    expect(await start(["second", "--rows", "6"])).to.include({ code: 0, out: "second, 6 rows" });
  });

  it("exits with the code of the run", async () => {
    expect(await start(["--fail"])).to.include({ code: 1 });
    expect(await start(["second", "--fail"])).to.include({ code: 1 });
    expect(await start(["second", "--fial"])).to.include({ code: 2, out: "" });
    expect(await start(["--rows", "5", "second"]), "a name after the options").to.include({ code: 2, out: "" });
  });

  it("says before the run what is missing for it, and how to install that; the run goes on", async () => {
    expect(await start(["second"])).to.deep.equal({
      code: 0,
      out: "second, all rows",
      err: "Missing: mariadb-server (Debian). To install it: npm run setup -- second --yes",
    });
    expect(await start(["second"], ALL, ["mariadbd"])).to.include({ err: "" });
  });

  it("suggests the pipeline that was meant, and exits with 2", async () => {
    expect(await start(["secnod"])).to.deep.equal({
      code: 2,
      out: "",
      err: 'There is no pipeline "secnod". Did you mean second? There are: first, second, third.',
    });
    expect(await start(["constructor"])).to.include({ code: 2 });
  });

  it("says that a pipeline is not built yet, and exits with 2", async () => {
    for (const args of [["third"], ["third", "--help"]]) {
      const { code, out, err } = await start(args);
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(err).to.include("third is not built yet");
    }
  });

  it("lists all pipelines, with what each needs and whether it is there", async () => {
    const { code, out, err } = await start(["--list"], ALL, ["curl"]);
    expect({ code, err }).to.deep.equal({ code: 0, err: "" });
    expect(out.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "))).to.deep.equal([
      "pipeline | for its | needs beyond npm ci",
      "first | run | nothing",
      "second | run | mariadb-server (Debian) | missing",
      "tests | curl (Debian) | is there",
      "third | not built yet",
      "",
      "To install what is missing:",
      "npm run setup -- second --yes",
    ]);
    expect((await start(["--list"], ALL, ["curl", "mariadbd"])).out).not.to.include("install");
  });

  it("lists them as JSON", async () => {
    const { out } = await start(["--list", "--json"], ALL, ["curl"]);
    expect(JSON.parse(out)).to.deep.equal({
      pipelines: [
        { name: "first", isBuilt: true, needs: [] },
        {
          name: "second",
          isBuilt: true,
          needs: [
            { name: "mariadb-server (Debian)", for: "run", isThere: false },
            { name: "curl (Debian)", for: "tests", isThere: true },
          ],
        },
        { name: "third", isBuilt: false, needs: [] },
      ],
    });
    expect(await start(["--json"]), "without --list").to.include({ code: 2, out: "" });
  });

  it("names all pipelines in its help, and in that of another pipeline only that one", async () => {
    const { out } = await start(["--help"]);
    expect(out)
      .to.include("Run first.")
      .and.include("--list")
      .and.match(/^ {2}third +not built yet$/m);
    const second = await start(["second", "--help"]);
    expect(second.out).to.include("Usage: npm start -- second [options]").and.not.include("third");
  });
});

describe("The pipelines that run on one machine", () => {
  it("are the five of the project, and all that are deployed are built", () => {
    expect(Object.keys(PIPELINES)).to.deep.equal([
      "mongodb-to-snowflake",
      "relational-to-snowflake",
      "mysql-to-snowflake",
      "mongodb-to-redshift",
      "snowflake-to-postgres",
    ]);
    const built = Object.keys(DEPLOYED).filter((name) => PIPELINES[name] !== NOT_BUILT);
    expect(built).to.deep.equal(Object.keys(DEPLOYED));
  });

  it("have a list of at most 80 columns", async () => {
    const { out } = await start(["--list"], PIPELINES, []);
    expect(out.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
  });

  it("begin with one that needs nothing beyond npm ci", () => {
    expect(PIPELINES[DEFAULT_PIPELINE]).to.deep.include({ run: [] });
  });
});
