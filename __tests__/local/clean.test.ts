import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import type { Summary } from "../../functions/cleaner/summary.ts";
import { runHere } from "../command/run-here.ts";

describe("The clean command", () => {
  let folder: string;
  let from: string;
  let to: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clean-"));
    from = join(folder, "x.csv.gz");
    to = join(folder, "y.json.gz");
    writeFileSync(from, gzipSync('Op,oid__id,status,array_tags,email\nI,1,N/A,"[1.10]",ann@example.org\n'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("cleans a file under a listed mask and prints the summary as the last line", async () => {
    const { status, stdout } = await clean("--collection", "audit", "--input", from, "--output", to);
    expect(status).to.equal(0);
    const summary = JSON.parse(stdout.trimEnd().split("\n").at(-1) as string) as Summary;
    expect(summary).to.include({ collection: "audit", rawKey: from, cleanKey: to, rowsIn: 1, rowsOut: 1 });
    expect(summary.dropped).to.deep.equal(["array_tags", "email"]);
    expect(output()).to.equal('{"status":"N/A","oid__id":"1","Op":"I"}\n');
  });

  it("takes the collection by database and name, too", async () => {
    const { status, stdout } = await clean("--collection", "legion/audit", "--input", from, "--output", to);
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ collection: "audit", rowsOut: 1 });
  });

  it("still accepts the old names of --input and --output, but not together with the new ones", async () => {
    expect((await clean("--collection", "audit", "--in", from, "--out", to)).status).to.equal(0);
    const { status, stderr } = await clean("--collection", "audit", "--in", from, "--input", from, "--output", to);
    expect(status).to.equal(2);
    expect(stderr).to.include("'--in <file>' cannot be used with option '--input <file>'");
  });

  it("reads a mask from a file, takes another null marker, and can leave Op out", async () => {
    const mask = join(folder, "mask.json");
    writeFileSync(mask, '{"status": true, "array_nodes": {"data": {"label": true}}, "array_tags": "json"}');
    const { status } = await clean(
      "--collection",
      "any",
      "--mask",
      mask,
      "--null-marker",
      "N/A",
      "--no-op",
      "--input",
      from,
      "--output",
      to,
    );
    expect(status).to.equal(0);
    expect(output()).to.equal('{"array_tags":[1.10],"oid__id":"1"}\n');
  });

  it("exits with 1 and the coded error if the file fails, and leaves no output, not even an old one", async () => {
    writeFileSync(from, gzipSync("status,oid__id\nann@example.org\n"));
    writeFileSync(to, "old");
    const { status, stdout, stderr } = await clean("--collection", "audit", "--input", from, "--output", to);
    expect([status, stdout]).to.deep.equal([1, ""]);
    expect(stderr)
      .to.match(/^RECORD_WIDTH: line 2: /)
      .and.not.include("ann@example.org")
      .and.not.include("    at ");
    expect([existsSync(to), readdirSync(folder).some((name) => name.endsWith(".partial"))]).to.deep.equal([
      false,
      false,
    ]);
  });

  it("names, for a listed column that the file lacks, the dropped column that was probably meant", async () => {
    writeFileSync(from, gzipSync("oid__id,Status,nodes\n1,open,[]\n"));
    const { status, stderr } = await clean("--collection", "audit", "--input", from, "--output", to);
    expect(status).to.equal(0);
    expect(stderr).to.include("status (did you mean Status?)").and.include("array_nodes (did you mean nodes?)");
  });

  it("writes nothing for a file without rows", async () => {
    writeFileSync(from, gzipSync("status,oid__id\n"));
    const { status, stdout } = await clean("--collection", "audit", "--input", from, "--output", to);
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ cleanKey: null, rowsIn: 0 });
    expect(existsSync(to)).to.equal(false);
  });

  it("exits with 1 and a coded error if the file does not exist", async () => {
    const { status, stderr } = await clean("--collection", "audit", "--input", join(folder, "nope"), "--output", to);
    expect(status).to.equal(1);
    expect(stderr).to.equal(`READ_FAILED: ${join(folder, "nope")}: ENOENT\n`);
  });

  it("exits with 2 and the reason if it was called the wrong way", async () => {
    const mask = join(folder, "mask.json");
    writeFileSync(mask, '{"status": false, "array_nodes": {"data": {}}}');
    const link = join(folder, "link.csv.gz");
    symlinkSync(from, link);
    const mistakes: readonly [string[], string][] = [
      [["--input", from, "--output", to], "--collection, --input and --output are needed"],
      [["--collection", "audit", "--input", from, "--output", from], "the same file"],
      [["--collection", "audit", "--input", link, "--output", from], "the same file"],
      [["--collection", "audit", "--input", from, "--output", folder], "--output is a folder"],
      [["--collection", "audits", "--input", from, "--output", to], "Did you mean audit?"],
      [["--collection", "users", "--input", from, "--output", to], "COLLECTION_UNLISTED"],
      [["--colection", "audit"], "Did you mean --collection?"],
      [["--collection", "x", "--mask", mask, "--input", from, "--output", to], "2 problems"],
      [["--collection", "x", "--mask", from, "--input", from, "--output", to], "MASK_UNREADABLE"],
    ];
    for (const [words, message] of mistakes) {
      const { status, stderr } = await clean(...words);
      expect(stderr).to.include(message).and.not.include("    at ");
      expect(status, message).to.equal(2);
    }
    expect(gunzipSync(readFileSync(from)).toString()).to.include("ann@example.org");
  });

  function clean(...words: string[]) {
    return runHere("local/clean.ts", words);
  }

  function output(): string {
    return gunzipSync(readFileSync(to)).toString();
  }
});
