import { expect } from "chai";
import type { Sources } from "../../contracts/source.ts";
import { checkDatabases } from "../../stacks/mongodb-to-snowflake/checks/check-databases.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { legionOf, PRIMARY, withoutRemedy } from "./fixtures.ts";

const LEGION = { engine: "mongodb", collections: { tickets: { state: true } } } as const;
const SHOP = { engine: "mongodb", collections: { tickets: { note: true }, orders: { total: true } } } as const;
const BOTH: MongodbToSnowflake = {
  ...PRIMARY,
  databases: { legion: legionOf(PRIMARY), shop: legionOf(PRIMARY) },
  firstDatabase: "legion",
};

describe("The databases of a stack", () => {
  const found = (environment: MongodbToSnowflake, sources: Sources = { legion: LEGION, shop: SHOP }) =>
    checkDatabases(environment, sources).map(withoutRemedy);
  const unknown = {
    where: "databases.shop",
    problem: '"shop" is not a MongoDB database of SOURCES in contracts/index.ts',
  };

  it("are those that the contracts know, or else nothing of them would be cleaned", () => {
    expect(found(BOTH, { legion: LEGION })).to.deep.equal([unknown]);
    expect(found(BOTH)).to.deep.equal([]);
  });

  it("are MongoDB's", () => {
    expect(found(BOTH, { legion: LEGION, shop: { engine: "mysql", tables: {} } })).to.deep.equal([unknown]);
  });

  it("are at least one, and of several one is named whose resources are named without it", () => {
    expect(found({ ...PRIMARY, databases: {} })).to.deep.equal([
      { where: "databases", problem: "no database is replicated" },
    ]);
    const { firstDatabase: _, ...nameless } = BOTH;
    expect(found(nameless)).to.deep.equal([
      {
        where: "firstDatabase",
        problem: "several databases, and none is named whose resources are named without the database",
      },
    ]);
    expect(found({ ...BOTH, firstDatabase: "other" })).to.deep.equal([
      { where: "firstDatabase", problem: `"other" is not one of the stack's databases` },
    ]);
  });

  it("have no two collections with one construct id", () => {
    const legion = { ...LEGION, collections: { "shop--orders": { state: true } } } as const;
    expect(found(BOTH, { legion, shop: SHOP })).to.deep.equal([
      { where: "databases", problem: "the collections shop--orders and shop/orders have the same construct id" },
    ]);
  });

  it("may have fewer collections than the contracts, each once, and no others", () => {
    const only = (...collections: string[]) =>
      found({ ...PRIMARY, databases: { shop: { ...legionOf(PRIMARY), collections } } });
    expect(only("orders")).to.deep.equal([]);
    const where = "databases.shop.collections";
    expect(only()).to.deep.equal([{ where, problem: "no collection is replicated" }]);
    expect(only("orders", "orders")).to.deep.equal([{ where, problem: "a collection is named twice" }]);
    expect(only("ordres")).to.deep.equal([{ where, problem: '"ordres" is not a collection of the contracts' }]);
    const [problem] = checkDatabases(
      { ...PRIMARY, databases: { shop: { ...legionOf(PRIMARY), collections: ["ordres"] } } },
      { shop: SHOP },
    );
    expect(problem?.remedy).to.match(/Did you mean orders\?$/);
  });
});
