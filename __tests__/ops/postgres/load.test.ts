import { expect } from "chai";
import { production, SOURCES } from "../../stacks/snowflake-to-postgres/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { FakeWarehouse } from "../warehouse/fake-warehouse.ts";

const STACK = "production-us-west-2-snowflake-to-postgres";

describe("ops load", () => {
  let aws: FakeAws;
  beforeEach(async () => {
    aws = await startFakeAws();
  });
  afterEach(() => aws.close());

  async function load(warehouse: FakeWarehouse, ...args: string[]) {
    const literals = [{ ...production({}), snowflake: { account: "acme-analytics" } }];
    const options = { environments: [], literals, sources: SOURCES, snowflake: warehouse.connect };
    return await operate(["load", STACK, ...args], aws.endpoint, options);
  }

  it("[I-03] copies the files of each table from the stage, dates rows without a time, and counts what is there", async () => {
    const warehouse = new FakeWarehouse()
      .on(/^COPY INTO/, [{ file: "a.csv" }, { file: "b.csv" }])
      .on(/^SELECT COUNT/, (sql) => [
        Object.fromEntries([...sql.matchAll(/AS (\w+)/g)].map(([, name]) => [name?.toUpperCase(), 7])),
      ]);
    const { code, out, err } = await load(warehouse, "--table", "sales");
    expect(code, err).to.equal(0);
    expect(out).to.match(/bazaar[.]sales +2 +7/);
    const kinds = warehouse.statements.map((sql) => sql.split(" ")[0]);
    expect(kinds.filter((kind) => kind === "COPY" || kind === "SELECT")).to.deep.equal(["COPY", "SELECT"]);
    expect(warehouse.statements.join("\n")).to.include("upstream_bazaar.sales").and.include("/sales/");
  });

  it("fails, naming the columns, if no row has a value of a listed column", async () => {
    const warehouse = new FakeWarehouse().on(/^SELECT COUNT/, [{ ROWS_: 3 }]);
    const { code, out } = await load(warehouse, "--table", "sales");
    expect(code).to.equal(1);
    expect(out).to.include("bazaar.sales: no row has a value of ");
  });

  it("refuses a table that is not exported, and asks Snowflake nothing", async () => {
    const warehouse = new FakeWarehouse();
    expect((await load(warehouse, "--table", "salse")).code).to.equal(2);
    expect(warehouse.statements).to.deep.equal([]);
  });
});
