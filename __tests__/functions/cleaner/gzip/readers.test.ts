import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import { gzip } from "../../../../functions/cleaner/gzip/gzip.ts";

const ROWS = 20_000;
const TEXT = Buffer.from(
  Array.from({ length: ROWS }, (_, index) => `{"id":${index},"note":"größer ☕ ${index % 7}"}\n`).join(""),
);

const PROGRAMS = [
  ["gzip", ["-dc"]],
  ["python3", ["-c", "import gzip, sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())"]],
] as const;

describe("Gzip of lines, as other programs read it", () => {
  let folder = "";
  let file = "";
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "clearwell-gzip-"));
    file = join(folder, "lines.json.gz");
    const chunks: Buffer[] = [];
    for await (const chunk of gzip(text())) chunks.push(chunk);
    writeFileSync(file, Buffer.concat(chunks));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is the same rows for DuckDB", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const read = await connection.runAndReadAll(
      `SELECT count(*)::INTEGER, sum(id)::INTEGER, count(DISTINCT note)::INTEGER FROM read_json('${file}', format = 'newline_delimited')`,
    );
    expect(read.getRows()).to.deep.equal([[ROWS, (ROWS * (ROWS - 1)) / 2, 7]]);
    connection.closeSync();
  });

  for (const [program, args] of PROGRAMS)
    if (spawnSync(program, ["--version"]).status !== 0) console.warn(`Left out: ${program} is not installed.`);
    else
      it(`is the same text for ${program}`, () => {
        expect(execFileSync(program, [...args, file], { maxBuffer: 2 ** 26 }).equals(TEXT)).to.equal(true);
      });
});

async function* text() {
  yield TEXT;
}
