import { expect } from "chai";
import { checkField } from "../../contracts/check-field.ts";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";

/** Skips the types, like a file that no compiler has checked. */
const past = (value: unknown) => value as never;

describe("A field of a contract", () => {
  const problems = (field: unknown, isColumn = true) => checkField("a.b", field, isColumn);

  it("may have a type, a class, or both", () => {
    const types = ["text", "integer", "number", "boolean", "date", "timestamp", "decimal(1,0)", "decimal(38,38)"];
    const classes = [pii("email"), phi("diagnosis", "integer"), notPersonal("name of a product", "date")];
    for (const field of [true, "key", key("integer"), key(pii("email")), ...types, ...classes])
      for (const isColumn of [true, false]) expect(problems(field, isColumn)).to.deep.equal([]);
  });

  it("may be kept whole as JSON if it is a column", () => {
    for (const field of ["json", notPersonal("codes", "json")]) {
      expect(problems(field)).to.deep.equal([]);
      expect(problems(field, false)).to.have.length(1);
    }
  });

  for (const [what, field, problem, remedy] of [
    ["a decimal without digits", "decimal(0,0)", "not a field of a contract", "decimal(p,s)"],
    ["a decimal of more digits than there may be", "decimal(39,2)", "not a field of a contract", "decimal(p,s)"],
    ["a decimal of more digits behind the point", "decimal(2,3)", "not a field of a contract", "decimal(p,s)"],
    ["an unknown word", "varchar", "not a field of a contract", '"integer"'],
    ["a plain object that looks like a class", new Map(), "not a field of a contract", "pii(…)"],
    ["an unknown kind", pii(past("shoe_size")), '"shoe_size" is not a kind of pii', "email, phone"],
    ["a kind of the other class", phi(past("email")), '"email" is not a kind of phi', "diagnosis"],
    ["a word of JavaScript's own", pii(past("constructor")), '"constructor" is not a kind of pii', "email"],
    ["an unknown type", pii("email", past("varchar")), "not a type", 'in `pii("email", …)` write "text"'],
    ["no reason", notPersonal(" "), "`notPersonal` without a reason", "say what"],
    ["a reason that was to be filled in", notPersonal("…"), "`notPersonal` without a reason", "say what"],
    ["a key of a class that is wrong", key(pii(past("x"))), '"x" is not a kind of pii', "email"],
    [
      "personal data that is kept whole",
      pii("email", past("json")),
      "the warehouse can't mask a part of a value that is kept whole",
      "list the fields inside it",
    ],
    ["an array at the top", [{ a: true }], "a column is not written as an array", "array_"],
  ] as const)
    it(`is refused with ${what}`, () => {
      const [found, ...others] = problems(field);
      expect(others).to.deep.equal([]);
      expect(found).to.include({ where: "a.b", problem });
      expect(found?.remedy).to.include(remedy);
    });

  it("is refused inside a cell if it is an array of several contracts, or of none", () => {
    for (const field of [[], ["a"], [{ a: true }, { b: true }]])
      expect(problems(field, false)[0]).to.include({ problem: "not an array of one nested contract" });
  });
});
