import { expect } from "chai";
import { table } from "../../../contracts/table.ts";
import { emptyChanges } from "../../../warehouse/snowflake/erase-row.ts";
import { production, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { operate } from "../operator.ts";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { NO_AWS } from "./world.ts";

describe("The statement that erases a person's changes", () => {
  it("empties a listed column whose name begins with _, or with a digit, from which _ follows", () => {
    const clients = table({ key: ["id"], columns: { id: "integer", _secret: "text", "2nd_line": "text" } });
    const source = { database: "practice", name: "clients", table: clients };
    const snowflake = { database: "CLEARWELL_PRODUCTION" };
    const columns = ["ID", "_SECRET", "_2ND_LINE", "_OP", "_SOURCE_AT", "_SEQUENCE", "_FILE", "_ROW", "_VERSION"];
    const sql = emptyChanges({ snowflake } as never, source as never, columns);
    expect(sql).to.include("_SECRET = NULL").and.include("_2ND_LINE = NULL");
  });
});

describe("ops warehouse erase, of a row", () => {
  const KEY = "987654321";
  let warehouse: FakeWarehouse;
  beforeEach(() => {
    warehouse = new FakeWarehouse().on(/^SELECT COUNT/, [{ LANDED: 2 }]).on(/^DESCRIBE/, [{ name: "ID" }]);
  });
  const erase = (...more: string[]) =>
    operate(["warehouse", "erase", "production", "--collection", "clinic/visits", "--key", KEY, ...more], NO_AWS, {
      environments: [],
      literals: [{ ...production(), snowflake: { account: "org-account" } }],
      sources: SOURCES,
      snowflake: warehouse.connect,
    });
  const at = (start: RegExp) => warehouse.statements.findIndex((sql) => start.test(sql));

  it("records the key, then looks for a run, then empties: a run either knows of it or is seen", async () => {
    const { code, err } = await erase("--yes");
    expect(code, err).to.equal(0);
    const order = [at(/^INSERT INTO \S+\.erased_keys/), at(/run_in_progress/), at(/^SELECT COUNT/), at(/^UPDATE/)];
    expect(order).not.to.include(-1);
    expect(order).to.deep.equal(order.toSorted((one, other) => one - other));
  });

  it("records nothing without --yes", async () => {
    await erase();
    expect(at(/^INSERT/)).to.equal(-1);
  });

  it("gives the key as a bound value only, and prints it nowhere, also while a run is going on", async () => {
    warehouse.on(/^SHOW TABLES LIKE 'run_in_progress'/, [{ name: "RUN_IN_PROGRESS" }]);
    warehouse.on(/^SELECT run/, [{ RUN: "0d1e", BEGAN_AT: "2026-11-21 11:00:00" }]);
    const { code, out, err } = await erase("--yes");
    expect({ code, updates: at(/^UPDATE/) }).to.deep.equal({ code: 1, updates: -1 });
    expect(err).to.include("the run 0d1e of dbt, which began at 2026-11-21 11:00:00 UTC");
    expect(`${out}${err}${warehouse.statements.join()}`).not.to.include(KEY);
    expect(warehouse.binds.flat()).to.deep.equal([KEY]);
  });
});
