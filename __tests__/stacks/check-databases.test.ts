import { expect } from "chai";
import type { Sources } from "../../contracts/source.ts";
import { checkDatabases } from "../../stacks/checks/check-databases.ts";
import { PRIMARY, SECOND, withoutRemedy } from "./fixtures.ts";

describe("An environment's database", () => {
  const legion = { engine: "mongodb", collections: { tickets: { state: true } } } as const;
  const other = { ...SECOND, mongodb: { ...SECOND.mongodb, database: "other" } };
  const found = (sources: Sources) => checkDatabases([PRIMARY, other], sources).map(withoutRemedy);
  const unknown = {
    where: "production-us-east-1.mongodb.database",
    problem: '"other" is not a MongoDB database of SOURCES in contracts/index.ts',
  };

  it("is one that the contracts know, or else nothing of it would be cleaned", () => {
    expect(found({ legion })).to.deep.equal([unknown]);
    expect(found({ legion, other: legion })).to.deep.equal([]);
  });

  it("is one of MongoDB", () => {
    expect(found({ legion, other: { engine: "mysql", tables: {} } })).to.deep.equal([unknown]);
  });
});
