import { expect } from "chai";
import { checkAllowList } from "../../contracts/check.ts";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";
import { fromJson, toJson } from "../../contracts/json.ts";
import type { AllowList } from "../../contracts/mask.ts";

describe("An allow-list as JSON", () => {
  const allowList: AllowList = {
    users: {
      _id: key(pii("customer_id", "integer")),
      tier: true,
      price: "decimal(12,2)",
      array_tags: "json",
      email: pii("email"),
      thing: {
        type: "text",
        pii: true,
        born: phi("date_of_birth", "date"),
        steps: [{ key: true, note: pii("free_text") }],
      },
      array_names: notPersonal('names, "quoted"', "json"),
    },
    skus: { _id: "key" },
  };

  it("is the same after it is read again, including its classes", () => {
    expect(fromJson(toJson(allowList))).to.deep.equal(allowList);
    expect(Object.keys(fromJson<AllowList>(toJson(allowList)).users ?? {})).to.deep.equal(
      Object.keys(allowList.users ?? {}),
    );
  });

  it("is unchanged if it has no class", () => {
    const plain: AllowList = { users: { tier: true, address: { country: true }, array_tags: "json", _id: "key" } };
    expect(toJson(plain)).to.equal(JSON.stringify(plain, null, 2));
  });

  it("is checked like any other, whatever it contains", () => {
    for (const field of [
      '["pii"]',
      '["pii",["email"],"text"]',
      '["pii","email",{"a":true}]',
      '["phi","email","text"]',
      '["notPersonal",true,"text"]',
      '["key"]',
      '["key",["key",["pii"]]]',
      '["pii","email","json"]',
      '["nothing"]',
      "[]",
    ])
      expect(checkAllowList(fromJson(`{"users":{"a":${field}}}`)), field).to.have.length(1);
  });
});
