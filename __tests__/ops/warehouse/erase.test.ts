import { expect } from "chai";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { operateWarehouse } from "./world.ts";

const KEY = "22374dd25fdb3fddf8c0b518";

describe("ops warehouse erase", () => {
  let warehouse: FakeWarehouse;
  beforeEach(() => {
    warehouse = new FakeWarehouse()
      .on(/GROUP BY/, [{ STACK: "production-us-west-2", LANDED: 3 }])
      .on(/^SHOW TABLES/, [{ name: "TICKETS", retention_time: "2" }]);
  });
  const erase = (place: string, key: string, ...more: string[]) =>
    operateWarehouse(warehouse, ["erase", place, "--collection", "tickets", "--key", key, ...more]);
  const deletes = () => warehouse.statements.filter((sql) => sql.startsWith("DELETE"));

  it("only counts without --yes, and names what remains and until when", async () => {
    const { code, out } = await erase("production", KEY);
    expect({ code, deletes: deletes() }).to.deep.equal({ code: 0, deletes: [] });
    expect(out).to.include("Would erase 3 rows of production-us-west-2").and.include("add --yes");
    const text = out.replaceAll(/\s+/g, " ");
    expect(text).to.include("for 2 days, until 2026-11-23; Fail-safe for 7 more, until 2026-11-30");
    expect(text).to.include("would bring them back");
  });

  it("removes the rows of one stack, or of all of the environment", async () => {
    await erase("production-us-west-2", KEY, "--yes");
    expect(deletes()[0]).to.include("SPLIT_PART(_file, '/', 1) IN ('production-us-west-2')");
    await erase("production", KEY, "--yes");
    expect(deletes()[1], "also of stacks that were removed").not.to.include("SPLIT_PART(_file, '/', 1) IN");
    for (const sql of deletes()) {
      expect(sql).to.match(
        /^DELETE FROM CLEARWELL_PRODUCTION.landing_legion.tickets\nWHERE .*src:"oid__id"::VARCHAR\) = \?$/,
      );
      expect(sql).to.include("SPLIT_PART(_file, '/', 3) = 'legion' AND SPLIT_PART(_file, '/', 4) = 'tickets'");
    }
  });

  it("gives the key as a bound value only, and prints it nowhere", async () => {
    for (const more of [[], ["--json"]]) {
      const { out, err } = await erase("production", KEY, "--yes", ...more);
      expect(`${out}${err}${warehouse.statements.join()}`).not.to.include(KEY);
    }
    expect(new Set(warehouse.binds.flat())).to.deep.equal(new Set([KEY]));
  });

  it("takes the values of a compound key as a JSON array, and says so if it is none", async () => {
    const allowList = { tickets: { _id: { tenant: "key" as const, number: "key" as const } } };
    const compound = (key: string) =>
      operateWarehouse(warehouse, ["erase", "production", "--collection", "tickets", "--key", key, "--yes"], {
        allowList,
      });
    expect((await compound('["a", "1"]')).code).to.equal(0);
    expect(warehouse.binds.at(-1)).to.deep.equal(["a", "1"]);
    expect(deletes()[0]?.match(/ = \?/g)).to.have.length(2);
    // A number would lose digits: 9007199254740993 is another document's key by then.
    for (const wrong of ["abcdef", '["abcdef"]', '["abcdef", 9007199254740993]', '["abcdef", {"$numberLong": "5"}]']) {
      const { code, err } = await compound(wrong);
      expect(code).to.equal(2);
      expect(err).to.include("2 values").and.not.include("abcdef");
    }
  });

  it("runs nothing if there is no row, and exits with 1: somebody may have mistyped the key", async () => {
    warehouse.on(/GROUP BY/, []);
    const { out, code } = await erase("production", KEY, "--yes");
    expect(code).to.equal(1);
    expect(out).to.equal("CLEARWELL_PRODUCTION.landing_legion.tickets has no row with this key.");
    expect(deletes()).to.deep.equal([]);
  });
});

describe("ops warehouse rotate-secret", () => {
  it("says what breaks without --yes, and makes the new secret inside Snowflake", async () => {
    const warehouse = new FakeWarehouse();
    const { code, err } = await operateWarehouse(warehouse, ["rotate-secret", "production"]);
    expect({ code, statements: warehouse.statements }).to.deep.equal({ code: 2, statements: [] });
    expect(err).to.include("no longer with copies").and.include("add --yes");
    expect((await operateWarehouse(warehouse, ["rotate-secret", "production", "--yes"])).code).to.equal(0);
    expect(warehouse.statements).to.have.length(1);
    expect(warehouse.statements[0]).to.match(/^UPDATE \S+\.pseudonym_secret SET secret = SHA2\(UUID_STRING\(\)/);
  });
});
