import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "./repository-copy.ts";

describe("npm run contracts:example", () => {
  let repository: string;
  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell example "));
    await copyRepository(repository, { tickets: { state: true, address: { country: true }, array_labels: "json" } });
  });
  after(() => rm(repository, { recursive: true }));

  const run = (...args: string[]) => {
    return runHere("local/contracts-example.ts", args, { repository, calledFrom: repository });
  };

  it("writes a header and one empty row of it, never the expectation, and names the file and what to do next", async () => {
    const { status, stdout, stderr } = await run("legion/tickets", "an open one");
    const file = "contracts/legion/tickets.examples/an open one.csv";
    expect({ status, stdout }).to.deep.equal({ status: 0, stdout: `${file}\n` });
    expect(stderr)
      .to.include("review")
      .and.include(`npm run -s clean -- --collection legion/tickets --input '${file}'`);
    expect(await readFile(join(repository, file), "utf8")).to.equal(
      "Op,dms_replicated_at,oid__id,state,address.country,array_labels\n,,,,,\n",
    );
    expect(await readdir(join(repository, "contracts/legion/tickets.examples"))).to.deep.equal(["an open one.csv"]);
  });

  it("replaces no file, and ends with 1", async () => {
    expect((await run("tickets", "twice")).status).to.equal(0);
    const { status, stdout, stderr } = await run("tickets", "twice");
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr).to.match(/twice\.csv exists\. Give another title, or delete it\.\n$/);
  });

  it("ends with 2 and the reason if it was called the wrong way, and writes nothing", async () => {
    for (const [args, message] of [
      [["legion/ticket", "x"], "Did you mean legion/tickets?"],
      [["users", "x"], "COLLECTION_UNLISTED"],
      [["tickets"], "missing required argument 'title'"],
      [["tickets", "../x"], "Write up to 100 letters, digits, spaces, - and _."],
      [["tickets", "x.csv"], "Write up to 100 letters"],
    ] as const) {
      const { status, stdout, stderr } = await run(...args);
      expect(stderr).to.include(message).and.not.include("    at ");
      expect({ status, stdout }, message).to.deep.equal({ status: 2, stdout: "" });
    }
    expect((await readdir(join(repository, "contracts/legion"))).sort()).to.deep.equal(["tickets.examples"]);
  });
});
