import { expect } from "chai";
import { key, pii } from "../../contracts/field.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { rawHeader } from "../../contracts/raw-header.ts";
import { columnsOf, planFields } from "../../functions/cleaner/field-plan.ts";

describe("The header that a contract gives", () => {
  const contract = {
    tier: true,
    address: { country: "text", geo: { area: pii("location") } },
    "contact.email": pii("email"),
    array_lines: { price: "decimal(12,2)" },
    array_tags: "json",
    visits: { last: { seen: [{ at: "timestamp" }] }, count: "integer" },
  } as const;

  it("has each column as DMS names it: dotted for an object, one for an array, JSON for an object that has one inside", () => {
    expect(rawHeader(contract)).to.deep.equal([
      "Op",
      "dms_replicated_at",
      "oid__id",
      "tier",
      "address.country",
      "address.geo.area",
      "contact.email",
      "array_lines",
      "array_tags",
      "visits",
    ]);
  });

  it("has the key where the contract has it, and no other", () => {
    expect(rawHeader({ _id: { tenant: "key", number: key("integer") }, at: "date" })).to.deep.equal([
      "Op",
      "dms_replicated_at",
      "_id.tenant",
      "_id.number",
      "at",
    ]);
  });

  it("leaves the cleaner nothing to miss, and nothing to drop", () => {
    for (const each of [contract, { _id: "key", a: { b: true } }] as const) {
      const header = rawHeader(each);
      const indexes = new Map(header.map((name, index) => [name, index]));
      const { absent, ...plan } = planFields(maskOf(each), indexes, true);
      expect(absent).to.deep.equal([]);
      const read = [...plan.listed, ...plan.keys, ...plan.technical].flatMap(columnsOf);
      expect(read.sort((a, b) => a - b)).to.deep.equal([...header.keys()]);
    }
  });
});
