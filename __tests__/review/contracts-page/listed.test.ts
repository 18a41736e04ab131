import { expect } from "chai";
import { key, pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import { listedIn, namesIn } from "../../../review/contracts-page/listed.ts";
import { EU_SOURCES } from "../../stacks/eu-company.ts";

const CRM: Sources = { crm: EU_SOURCES.crm ?? expect.fail() };

describe("What the page lists", () => {
  const names = (now: Sources, before?: Sources) => Object.keys(listedIn(now, namesIn(now, before)).allowList);

  it("is named without the database if there is one", () => {
    expect(names(CRM)).to.deep.equal(["users", "notes"]);
    expect(names(CRM, CRM)).to.deep.equal(["users", "notes"]);
  });

  it("is named with the database if there are several, now or before", () => {
    expect(names(EU_SOURCES)).to.deep.equal(["crm/users", "crm/notes", "billing/users"]);
    expect(names(CRM, EU_SOURCES)).to.deep.equal(["crm/users", "crm/notes"]);
    const { allowList } = listedIn(EU_SOURCES, namesIn(EU_SOURCES));
    expect(allowList["billing/users"]).to.deep.equal({ plan: true });
  });

  it("has tables apart from collections, because a table does not go through RAW and CLEAN", () => {
    const bills = table({ key: ["id"], columns: { id: "integer", email: pii("email") } });
    const sources: Sources = { ...CRM, pay: { engine: "mysql", tables: { bills } } };
    expect(names(sources)).to.deep.equal(["crm/users", "crm/notes"]);
    const { columns, tables } = listedIn(sources, namesIn(sources));
    expect(columns).to.deep.equal({ "pay/bills": { id: key("integer"), email: pii("email") } });
    expect(Object.fromEntries(tables)).to.deep.equal({ "pay/bills": { engine: "MySQL", table: bills } });
  });
});
