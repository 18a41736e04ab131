import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { MASKS } from "../../../contracts/masks.ts";
import { checkExample } from "../../../local/examples/check-example.ts";
import { type ExampleCleaner, startExampleCleaner } from "../../../local/examples/example-cleaner.ts";
import { findExamples } from "../../../local/examples/find-examples.ts";

const HEADER = "Op,dms_replicated_at,oid__id,id,customer_id,name";
const ROWS = ["I,2026-02-22,1,case_1,cust_1,Ann Smith", "I,2026-02-22,2,case_2,NULL,Bo Jones"];
const LEAVES = [
  '{"id":"case_1","customer_id":"cust_1","oid__id":"1","dms_replicated_at":"2026-02-22","Op":"I"}',
  '{"id":"case_2","oid__id":"2","dms_replicated_at":"2026-02-22","Op":"I"}',
];
const VALUES = /Ann|Bo|case_|cust_|2026/;

describe("A user's own example", () => {
  let folder: string;
  let cleaner: ExampleCleaner;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "example-"));
    cleaner = await startExampleCleaner();
  });
  after(async () => {
    await cleaner.close();
    await rm(folder, { recursive: true });
  });

  async function check(rows: readonly string[], expected: readonly string[], title = "one case") {
    const example = {
      database: "legion",
      collection: "cases",
      title,
      csv: join(folder, `${title}.csv`),
      ndjson: join(folder, `${title}.ndjson`),
    };
    await writeFile(example.csv, [HEADER, ...rows, ""].join("\n"));
    await writeFile(example.ndjson, [...expected, ""].join("\n"));
    const problems = await checkExample(example, cleaner);
    expect(JSON.stringify(problems)).not.to.match(VALUES);
    return problems.map(({ where, ...rest }) => ({ ...rest, where: where.slice(folder.length + 1) }));
  }

  it("holds if the shipped bundle lets just that leave, whatever its title has in it", async () => {
    expect(await check(ROWS, LEAVES)).to.deep.equal([]);
    expect(await check(ROWS, LEAVES, "näher +1% & so.csv")).to.deep.equal([]);
    expect(await check([], [])).to.deep.equal([]);
  });

  it("fails by its first line that differs, and by paths, with how to write it down anew", async () => {
    const [first = "", second = ""] = LEAVES;
    const [problem, ...others] = await check(ROWS, [
      first,
      second.replace("case_2", "case_3").replace('"Op":"I"', '"a":"I"'),
    ]);
    expect(others).to.deep.equal([]);
    expect(problem).to.include({
      where: "one case.ndjson, line 2",
      problem: "a does not leave; id differs; Op leaves and is not expected",
    });
    expect(problem?.remedy)
      .to.match(/^correct the contract/)
      .and.include(`--input '${join(folder, "one case.csv")}'`);
  });

  it("fails if the cleaner refuses its input, by the code and the line", async () => {
    const [problem] = await check([...ROWS, "I,2026-02-22,3,case_3,Ann Smith"], LEAVES);
    expect(problem?.where).to.equal("one case.csv");
    expect(problem?.problem).to.match(/^RECORD_WIDTH: line 4: /);
  });

  it("is judged by itself, not by what another one left", async () => {
    await check(ROWS, LEAVES);
    expect((await check([], LEAVES))[0]?.problem).to.equal("is expected and does not leave");
  });

  it("is no part of the bundle that is shipped", async () => {
    const bundle = await readFile("dist/cleaner/index.mjs", "utf8");
    for (const { csv, title } of findExamples("contracts", MASKS).examples) {
      const cells = (await readFile(csv, "utf8"))
        .split(/[\s,"\\]+/)
        .filter((cell) => /[\d@]/.test(cell) && cell.length > 7);
      expect(
        [title, ...cells].filter((text) => bundle.includes(text)),
        csv,
      ).to.deep.equal([]);
    }
  });
});
