import { expect } from "chai";
import { notPersonal } from "../../contracts/field.ts";
import { type Table, table } from "../../contracts/table.ts";
import type { DbtRun } from "../../local/dbt/run-dbt.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

// Names that tables of applications have, and that Snowflake's table functions or dbt's models use themselves.
const NAMES = ["file_name", "etag", "key", "index", "version", "change", "erased_at"];
const tableOf = (name: string): Table => {
  const type = name === "file_name" ? notPersonal("name of a template") : "text";
  return table({ key: ["id"], columns: { id: "integer", [name]: type } });
};
const sourcesOf = (names: readonly string[]) =>
  ({
    practice: {
      engine: "mysql",
      tables: Object.fromEntries(names.map((name) => [`with_${name}`, tableOf(name)])),
    },
  }) as const;

describe("dbt on columns with the names of its own", () => {
  let warehouse: DbtWarehouse;
  let run: DbtRun;

  before(async () => {
    warehouse = await startDbtWarehouse(sourcesOf(NAMES));
    for (const name of NAMES) {
      const source = new SourceTable(warehouse.lake, "practice", `with_${name}`, tableOf(name));
      await source.load("2026-02-22 10:00:00.000000", [{ id: 1, [name]: "a" }]);
    }
    run = await warehouse.dbt("build");
  });
  after(() => warehouse.stop());

  for (const name of NAMES) {
    it(`builds all models of a table with a column ${name}, which the contracts accept`, async () => {
      expect(run.output).to.not.match(new RegExp(`ERROR.*with_${name}|SKIP relation .*with_${name}_`));
      for (const schema of ["analytics", "daily"]) {
        const rows = await warehouse.query(`SELECT ${name} AS x FROM ${schema}_practice.with_${name} LIMIT 1`);
        expect(rows, schema).to.deep.equal([{ X: "a" }]);
      }
    });
  }
});
