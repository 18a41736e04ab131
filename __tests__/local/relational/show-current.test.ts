import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { table } from "../../../contracts/table.ts";
import { SourceTable } from "../../../local/lake/source-table.ts";
import { showCurrent } from "../../../local/relational/show-current.ts";
import { recorder } from "../../command/recorder.ts";

const STOCK = table({ key: ["id"], columns: { id: "integer", name: "text" } });
const [ONE, TWO] = [
  { id: 1, name: "Null" },
  { id: 2, name: null },
];

describe("Current rows beside the source's", () => {
  let lake: string;
  let source: SourceTable;

  before(async () => {
    lake = await mkdtemp(join(tmpdir(), "clearwell-lake-"));
    source = new SourceTable(lake, "shop", "stock", STOCK);
    await source.load("2026-02-22 10:00:00.000000", [ONE, TWO]);
  });
  after(() => rm(lake, { recursive: true }));

  function shown(rows: readonly object[]) {
    const lines: string[] = [];
    const demo = { source, keys: [], files: [], sourceRow: ONE, busy: ONE };
    const areEqual = showCurrent([{ demo, changes: 2, rows: rows as Record<string, unknown>[] }], recorder(lines));
    return { areEqual, out: lines.join("\n") };
  }

  it("are equal if all values are, in any order, with Snowflake's names and DuckDB's numbers", () => {
    const { areEqual, out } = shown([{ ID: "2", NAME: null }, ONE]);
    expect(areEqual).to.equal(true);
    expect(out).to.match(/shop\.stock +2 +2 +2 +equal$/);
  });

  const wrong: readonly (readonly [string, readonly object[]])[] = [
    ["a row is missing", [ONE]],
    ["a row is there twice", [ONE, ONE, TWO]],
    ["a text has become NULL", [{ id: 1, name: null }, TWO]],
    ["NULL has become a text", [ONE, { id: 2, name: "null" }]],
  ];
  for (const [what, rows] of wrong)
    it(`differ if ${what}, with equal counts or not`, () => {
      const { areEqual, out } = shown(rows);
      expect(areEqual).to.equal(false);
      expect(out).to.include("DIFFER").and.include("changes were lost on the way");
    });
});
