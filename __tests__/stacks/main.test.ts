import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "../local/repository-copy.ts";
import { ALLOW_LIST } from "./fixtures.ts";
import { synthShipped } from "./synth.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("main.ts", () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  it("[D-003] writes the Terraform JSON of every stack into the folder that the CDKTF CLI passes, the same bytes each time", async () => {
    expect(run("main.ts", outdir)).to.include({ status: 0, stdout: "", stderr: "" });
    expect(readdirSync(join(outdir, "stacks")).sort()).to.deep.equal([...synthShipped().keys()].sort());
    const [stack] = readdirSync(join(outdir, "stacks"));
    expect(JSON.parse(readFileSync(join(outdir, "stacks", String(stack), "cdk.tf.json"), "utf8"))).to.have.property(
      "terraform",
    );
    const again = join(outdir, "again");
    const first = filesIn(outdir);
    await runHere("main.ts", [], { env: { CDKTF_OUTDIR: again } });
    expect(filesIn(again)).to.have.length.above(1);
    expect(filesIn(again)).to.deep.equal(first);
  });

  it("reports a user's mistakes without a stack trace, and exits with 1", async () => {
    writeFileSync(join(outdir, "mistake.mts"), mistake());
    const env = { CDKTF_OUTDIR: join(outdir, "out") };
    const { status, stderr, stdout } = await runHere("mistake.mts", [], { repository: outdir, env });
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr).to.equal(
      [
        "2 problems",
        "contracts/index.ts\n  problem: lists no database\n  remedy:  list at least one in SOURCES",
        "environments\n  problem: there is none: nothing would be deployed\n  remedy:  add one\n",
      ].join("\n\n"),
    );
    expect(existsSync(join(outdir, "out"))).to.equal(false);
  });

  it("writes nothing while a stack that is recorded as deployed would be dropped", async () => {
    const repository = join(outdir, "copy");
    await copyRepository(repository, ALLOW_LIST);
    cpSync(join(ROOT, "dist"), join(repository, "dist"), { recursive: true });
    const recorded = { stacks: { "staging-us-west-2": {} }, replaced: [] };
    writeFileSync(join(repository, "stacks/identities.json"), JSON.stringify(recorded));
    const { status, stdout, stderr } = await runHere("main.ts", [], {
      repository,
      env: { CDKTF_OUTDIR: join(outdir, "out") },
    });
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr).to.match(/^1 problem\n\nstaging-us-west-2\n {2}problem: it is recorded as deployed/);
    expect(existsSync(join(outdir, "out/stacks/production-us-west-2/cdk.tf.json"))).to.equal(false);
  });

  it("[D-002] reads like the diagram: at most 40 lines, and no decision", () => {
    const text = readFileSync(join(ROOT, "main.ts"), "utf8");
    expect(text.split("\n").length).to.be.at.most(40);
    expect(text).not.to.match(/\bif\b|\?/);
  });

  it("[D-006] is what cdktf runs", () => {
    const { app, language, sendCrashReports } = JSON.parse(readFileSync(join(ROOT, "cdktf.json"), "utf8"));
    expect({ app, language, sendCrashReports }).to.deep.equal({
      app: "npm run -s synth",
      language: "typescript",
      sendCrashReports: "false",
    });
  });
});

function run(script: string, outdir: string) {
  const { status, stderr, stdout } = spawnSync(process.execPath, ["--import", "tsx", script], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    encoding: "utf8",
  });
  return { status, stderr, stdout };
}

function mistake(): string {
  const of = (file: string) => JSON.stringify(pathToFileURL(join(ROOT, file)).href);
  return `
    import { runTask } from ${of("command/run.ts")};
    import { thisShell } from ${of("command/shell.ts")};
    import { makeApp } from ${of("stacks/make-app.ts")};
    process.exitCode = await runTask(() => makeApp({ sources: {}, environments: [] }).synth(), thisShell());
  `;
}

/** Every file below a folder, with its content in base64. */
function filesIn(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), "base64")]);
}
