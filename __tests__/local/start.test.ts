import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { notPersonal } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { runHere } from "../command/run-here.ts";
import { THOROUGH } from "../thoroughness.ts";
import { copyRepository, REPOSITORY } from "./repository-copy.ts";

const HEADER = "Op,dms_replicated_at,oid__id,status,email,array_nodes";
const NODES = '"[ { ""data"" : { ""label"" : ""Sign"", ""note"" : ""secret-note"" } } ]"';

const COUNTRY = notPersonal("only a country");

/** `products` has another key than in the demo, and the demo has no `tickets`. */
const ALLOW_LIST: AllowList = {
  audit: { customer_id: true, status: true, array_nodes: { data: { label: true } } },
  customers: { tier: true, address: { country: COUNTRY }, array_segments: "json" },
  orders: { status: true, shipping: { address: { country: COUNTRY } }, array_lines: { sku: true } },
  products: { name: notPersonal("name of a product") },
  tickets: { state: true },
};
const CLEANUP = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 } as const;

describe("npm start", () => {
  let copy: string;
  let folder: string;
  let running: ChildProcess | undefined;

  before(async () => {
    copy = await mkdtemp(join(tmpdir(), "clearwell-copy-"));
    await copyRepository(copy, ALLOW_LIST);
  });
  after(() => rm(copy, CLEANUP));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(async () => {
    await end(running);
    await rm(folder, CLEANUP);
  });

  /** As npm does it: in the repository, with the caller's folder in INIT_CWD. With CI set, as libraries then print colours to a pipe. */
  function spawnStart(repository: string, args: readonly string[]) {
    const env = { ...process.env, INIT_CWD: folder, NO_COLOR: "", CI: "true", FORCE_COLOR: "1" };
    const command = ["--import", "tsx", "local/start.ts", ...args];
    // In a process group of its own, so that a test that takes too long can end the child processes too.
    const child = spawn(process.execPath, command, { cwd: repository, env, detached: true, stdio: "pipe" });
    running = child;
    return { child, code: once(child, "exit").then(([code]) => code as number | null) };
  }

  async function startIn(repository: string, ...args: string[]) {
    const { child, code: exit } = spawnStart(repository, args);
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
    return { out, err, code };
  }
  const start = (...args: string[]) => startIn(copy, ...args);
  /** In this process, where the copy is as it was at first and no process must be told by its pipes. */
  const startHere = (...args: string[]) => runHere("local/start.ts", args, { repository: copy, calledFrom: folder });

  async function write(path: string, body: string | Buffer): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), body);
  }

  /** All CLEAN files by their path below the CLEAN prefix, without the version in their names. */
  async function readClean(): Promise<Record<string, string>> {
    const clean = join(folder, "out/clean");
    const files = (await readdir(clean, { recursive: true })).filter((path) => path.endsWith(".json.gz"));
    const read = async (path: string): Promise<[string, string]> => [
      path.replace(/^.*\/clean\//, "").replace(/\.[0-9a-f]{8}\./, "."),
      gunzipSync(await readFile(join(clean, path))).toString(),
    ];
    return Object.fromEntries(await Promise.all(files.map(read)));
  }

  it("shows the whole pipeline: current rows agree with MongoDB, CLEAN has no personal data, and a folder has all files", async () => {
    const { out, err, code } = await start("--output", "out");
    expect(err).to.equal("");
    expect(code).to.equal(0);
    for (const collection of ["audit", "customers", "orders"])
      expect(out).to.match(new RegExp(`^ +legion\\.${collection} .*agree$`, "m"));
    expect(out).to.match(/^ +legion\.audit +5 +0 +13,500 +13,500 +\d+ +1$/m);
    expect(out).to.match(/^ {4}email: .*@example/m);
    expect(out).to.match(/^ {2}\{\n {4}"tier": "\w+",$/m);
    expect(out.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
    expect(out, "colours").not.to.include("\u001b");
    const clean = Object.values(await readClean()).join("");
    for (const personal of ["@example", "555 01", "4000 00", "Okafor", "Willow", "203.0.113."])
      expect(clean).not.to.include(personal);
    expect(out).to.include("All of it is in out\n  raw/, clean/");
    expect(await readdir(join(folder, "out"))).to.include.members(["raw", "clean", "terraform", "lambda.log"]);
    // Collections of the demo that are not listed, and listed collections that the demo does not make.
    for (const unlisted of ["cases", "sessions"])
      expect(out).to.match(new RegExp(`skipped \\d objects? of mongodb-data/legion/${unlisted}/: unlisted-collection`));
    expect(out).to.include("no demo data for tickets: the demo makes no such documents");
    expect(out).to.include("no demo data for products: its key is oid__id in the list, _id in the demo");
  });

  if (THOROUGH)
    it("succeeds with the allow-list of this repository", async () => {
      const { out, err, code } = await startIn(REPOSITORY, "--output", "out");
      expect({ err, code }).to.deep.equal({ err: "", code: 0 });
      expect(out).not.to.match(/DIFFER|^ +failed/m);
    });

  it("cleans the user's own objects, in either layout, lists the one that fails and shows no value of any", async () => {
    const id = (digit: number) => String(digit).repeat(24);
    const row = (op: string, digit: number) => `${op},2026-02-22 10:15:00.000000,${id(digit)},open,a@b.c,${NODES}\n`;
    await write("in/legion/audit/LOAD00000001.csv.gz", gzipSync(`${HEADER}\n${row("I", 1)}${row("I", 2)}`));
    await write("in/mongodb-data/legion/audit/20260222-101600000.csv", `${HEADER}\n${row("D", 1)}`);
    await write("in/legion/tickets/my file+1.csv", "oid__id,state,owner\n1,2,3\nsecret-cell\n");
    await write("in/legion/orders/empty.csv", "");
    await write("in/legion/audit/.DS_Store", "");
    await write("in/.git/refs/heads", "");
    const { stdout: out, stderr, status } = await startHere("--input", "in", "--output", "out");
    expect({ status, stderr }).to.deep.equal({ status: 1, stderr: "" });
    expect(out)
      .to.match(/^ {2}4\/4 /m)
      .and.not.to.include("skipped");
    expect(out).to.match(/^ +legion\.audit +2 +0 +3 +3 +1 +0$/m);
    expect(out).to.match(/^ +legion\.audit +3 +1$/m);
    expect(out, "columns kept of an empty object").to.match(/^ +legion\.orders +0 +0 +\d+ KB +\d+ KB$/m);
    expect(out)
      .to.match(/^ +legion\.tickets +0 +1 /m)
      .and.include("1 of 4 objects failed.");
    expect(out).to.match(/failed mongodb-data\/legion\/tickets\/my file\+1\.csv\n +RECORD_WIDTH: line 3/);
    expect(await readClean()).to.deep.equal({
      "legion/audit/LOAD00000001.json.gz": [1, 2].map((digit) => cleanLine("I", id(digit))).join(""),
      "legion/audit/20260222-101600000.json.gz": deleteLine(id(1)),
    });
    const log = await readFile(join(folder, "out/lambda.log"), "utf8");
    expect(log).to.include('"code":"RECORD_WIDTH"');
    for (const value of ["secret", "a@b.c", id(1)]) expect(out + log).not.to.include(value);
    expect(await readdir(join(folder, "out")), "a copy of the user's data").not.to.include("raw");
  });

  if (THOROUGH)
    it("ends without an error message if its pipe is broken", async () => {
      await write("in/legion/tickets/a.csv", "oid__id,state\n1,open\n");
      const { child, code } = spawnStart(copy, ["--input", "in", "--output", "out"]);
      child.stdout.once("data", () => child.stdout.destroy());
      expect(await text(child.stderr)).to.equal("");
      expect(await code).to.equal(141);
    });

  if (THOROUGH)
    it("keeps the last result if it fails", async () => {
      await write("out/.clearwell-output", "");
      await write("out/clean/kept", "");
      const environments = join(copy, "environments/environments.ts");
      const before = await readFile(environments, "utf8");
      try {
        await writeFile(environments, before.replace('"111122223333"', '"1"'));
        const { err, code } = await start("--output", "out");
        expect(code).to.equal(1);
        expect(err)
          .to.include("production-us-west-2.account")
          .and.not.match(/^\s+at /m);
      } finally {
        await writeFile(environments, before);
      }
      expect(await readdir(join(folder, "out"))).to.deep.equal([".clearwell-output", "clean"]);
      expect(await readdir(join(folder, "out/clean"))).to.deep.equal(["kept"]);
    });

  it("replaces only a folder that an earlier run made", async () => {
    await write("mine/thesis.txt", "irreplaceable");
    const { stderr, status } = await startHere("--output", "mine");
    expect(status).to.equal(2);
    expect(stderr).to.match(/mine is not empty and was not made by an earlier run/);
    expect(await readdir(join(folder, "mine"))).to.deep.equal(["thesis.txt"]);
    const below = await startHere("--output", "mine/thesis.txt/out");
    expect(below).to.deep.include({ stdout: "", status: 2 });
    expect(below.stderr).to.match(/^\S+ can't be the output folder: ENOTDIR\. .*\n$/);
  });

  it("refuses an input that is missing or empty, before anything is replaced", async () => {
    await mkdir(join(folder, "empty"));
    await write("out/.clearwell-output", "");
    await write("out/raw/kept", "");
    for (const [input, message] of [
      ["missing", "does not exist"],
      ["empty", "has no files in it"],
      ["out/raw", "is inside the output folder"],
    ] as const) {
      const { stdout, stderr, status } = await startHere("--input", input, "--output", "out");
      expect({ stdout, status }).to.deep.equal({ stdout: "", status: 2 });
      expect(stderr).to.include(message);
      expect(stderr).not.to.match(/^\s+at /m);
    }
    expect(await readdir(join(folder, "out"))).to.include("raw");
  });

  it("has a help, and says which option was meant by an unknown one", async () => {
    const help = await startHere("--help");
    expect(help).to.include({ status: 0, stderr: "" });
    expect(help.stdout).to.include("--input <folder>");
    const wrong = await startHere("--inptu", "in");
    expect(wrong).to.include({ status: 2, stdout: "" });
    expect(wrong.stderr).to.include("Did you mean --input?");
  });
});

/** Ends a process that a test has left behind, and its child processes. */
async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await exit;
}

function cleanLine(op: string, id: string): string {
  const fields = { status: "open", array_nodes: [{ data: { label: "Sign" } }] };
  return `${JSON.stringify({ ...fields, oid__id: id, dms_replicated_at: "2026-02-22 10:15:00.000000", Op: op })}\n`;
}

function deleteLine(id: string): string {
  return `${JSON.stringify({ oid__id: id, dms_replicated_at: "2026-02-22 10:15:00.000000", Op: "D" })}\n`;
}
