import { expect } from "chai";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { operateWarehouse } from "./world.ts";

describe("ops warehouse refresh", () => {
  const refresh = async (...args: string[]) => {
    const warehouse = new FakeWarehouse().on(/REFRESH/, [{ File: "a" }, { File: "b" }]);
    return { ...(await operateWarehouse(warehouse, ["refresh", ...args])), statements: warehouse.statements };
  };

  it("asks the pipes of a stack, and says how many files are loaded and how far back they look", async () => {
    const { code, out, statements } = await refresh("production-us-west-2");
    expect(code).to.equal(0);
    expect(statements).to.deep.equal([
      "ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.tickets_production_us_west_2 REFRESH",
      "ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.invoices_production_us_west_2 REFRESH",
    ]);
    expect(out).to.include("loads 4 files").and.include("7 days").and.not.include("COPY INTO");
  });

  it("limits it to a collection and to files since a time or for some days", async () => {
    const since = async (text: string) =>
      (await refresh("production", "--collection", "tickets", "--since", text)).statements;
    const limit = (time: string) => [
      `ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.tickets_production_us_east_1 REFRESH MODIFIED_AFTER = '${time}+00:00'`,
      `ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.tickets_production_us_west_2 REFRESH MODIFIED_AFTER = '${time}+00:00'`,
    ];
    expect(await since("3")).to.deep.equal(limit("2026-11-18T12:00:00"));
    expect(await since("2026-11-20T10:15")).to.deep.equal(limit("2026-11-20T10:15:00"));
  });

  it("prints the statement for files that are older than a pipe looks back", async () => {
    const { out, statements } = await refresh("production-us-west-2", "--collection", "tickets", "--since", "30");
    expect(statements).to.deep.equal([
      "ALTER PIPE CLEARWELL_PRODUCTION.landing_legion.tickets_production_us_west_2 REFRESH",
    ]);
    expect(out).to.match(
      /\nCOPY INTO CLEARWELL_PRODUCTION\.landing_legion\.tickets \(src.*\n.*\n.*\nON_ERROR = SKIP_FILE LOAD_UNCERTAIN_FILES = TRUE;$/,
    );
  });

  it("refuses a time that is none, and a collection that is not listed", async () => {
    expect((await refresh("production", "--since", "monday")).err).to.include("a time in UTC");
    const { code, err, statements } = await refresh("production", "--collection", "legion/tikets");
    expect({ code, statements }).to.deep.equal({ code: 2, statements: [] });
    expect(err).to.include("Did you mean legion/tickets?");
  });
});
