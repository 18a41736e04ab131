import { expect } from "chai";
import { UserError } from "../../command/user-error.ts";
import type { Sources } from "../../contracts/source.ts";
import { table } from "../../contracts/table.ts";
import { findCollection } from "../../local/find-collection.ts";

const SOURCES: Sources = {
  legion: { engine: "mongodb", collections: { users: { tier: true }, audit: { status: true } } },
  shop: { engine: "mongodb", collections: { users: { plan: true } } },
  billing: { engine: "mysql", tables: { invoices: table({ key: ["id"], columns: { id: "integer" } }) } },
};

describe("A collection that a user names", () => {
  const find = (name: string) => findCollection(name, SOURCES);
  const refusal = (name: string) => {
    try {
      find(name);
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
    return expect.fail(`${name} is found`);
  };

  it("is found by its name alone if only one database has it, and by database and name always", () => {
    const audit = { database: "legion", collection: "audit", contract: { status: true } };
    expect([find("audit"), find("legion/audit")]).to.deep.equal([audit, audit]);
    expect(find("shop/users")).to.deep.equal({ database: "shop", collection: "users", contract: { plan: true } });
  });

  it("is refused if more than one database has it, with what to write", () => {
    expect(refusal("users")).to.equal("More than one database has users. Write legion/users or shop/users.");
  });

  it("is refused if it is not listed, with the name that was probably meant", () => {
    expect(refusal("audits")).to.match(/^COLLECTION_UNLISTED: audits .* Did you mean audit\? Listed: legion\/users, /);
    expect(refusal("legion/adit")).to.include("Did you mean legion/audit?");
    for (const name of ["invoices", "billing/invoices", "constructor", "shop/audit"])
      expect(refusal(name), name).to.include("COLLECTION_UNLISTED");
  });
});
