import { expect } from "chai";
import { checkNames } from "../../stacks/mongodb-to-snowflake/checks/check-names.ts";
import { databasesOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { databaseResourceName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { legionOf, PRIMARY, withoutRemedy } from "./fixtures.ts";

describe("The name of a database", () => {
  const withDatabases = (first: string, ...others: string[]): MongodbToSnowflake => ({
    ...PRIMARY,
    databases: Object.fromEntries([first, ...others].map((name) => [name, legionOf(PRIMARY)])),
    firstDatabase: first,
  });
  const found = (...names: [string, ...string[]]) => checkNames(withDatabases(...names)).map(withoutRemedy);

  it("is a folder of RAW, whichever database it is", () => {
    const where = "databases.a/b";
    expect(found("a/b")).to.deep.equal([{ where, problem: `"a/b" can't be a folder of the RAW bucket` }]);
  });

  it("may be anything else if it is the first, because nothing is named after that", () => {
    expect(found("2024__Archive")).to.deep.equal([]);
  });

  it("is otherwise part of names, which DMS and Terraform must take", () => {
    expect(found("legion", "shop", "Crm_2024", "a-b")).to.deep.equal([]);
    for (const name of ["2024", "a__b", "a--b", "_a", "a-"])
      expect(found("legion", name), name).to.deep.equal([
        { where: `databases.${name}`, problem: `"${name}" can't be part of names` },
      ]);
  });

  it("is as long as the longest name allows that is made from it", () => {
    const longest = "a".repeat(22);
    expect(databaseResourceName(withDatabases("legion", longest), longest, "dms-source")).to.have.length(64);
    expect(found("legion", longest)).to.deep.equal([]);
    const [problem, ...others] = found("legion", `${longest}a`);
    expect(others).to.deep.equal([]);
    expect(problem?.problem).to.match(/^its role's name has 65 characters, IAM allows 64: clearwell-production-/);
  });

  it("differs from all others in names, too", () => {
    const environment = withDatabases("legion", "a_b", "A-b");
    const [first, second] = databasesOf(environment).slice(1);
    expect(checkNames(environment).map(withoutRemedy)).to.deep.equal([
      { where: `databases.${second}`, problem: `in names it is the same as ${first}` },
    ]);
  });
});
