import { expect } from "chai";
import { NameSet } from "../../../../review/contracts-page/raw/names.ts";

function namesOf(names: Iterable<string>, ...most: number[]) {
  const set = new NameSet(...most);
  for (const name of names) set.add(name);
  return set.names;
}

const numbered = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe("The names of a place", () => {
  it("are shown once each", () => {
    expect(namesOf(["city", "zip", "city"])).to.deep.equal({ shown: ["city", "zip"], hidden: 0, isPartial: false });
  });

  it("are counted once each, and not shown, if they are not plain identifiers", () => {
    const names = ["city", "ann@b.example", "ann@b.example", "Ann Lee", "x".repeat(65), "", "\u202Eevil"];
    expect(namesOf(names)).to.deep.equal({ shown: ["city"], hidden: 5, isPartial: false });
  });

  it("are counted, and not shown, if there are too many to be names of fields", () => {
    expect(namesOf(numbered(50, "user")).shown).to.have.length(50);
    expect(namesOf(numbered(51, "user"))).to.deep.equal({ shown: [], hidden: 51, isPartial: false });
    expect(namesOf(numbered(51, "column"), 60).shown).to.have.length(51);
  });

  it("are counted up to 10,000", () => {
    expect(namesOf(numbered(12_000, "a b"))).to.deep.equal({ shown: [], hidden: 10_000, isPartial: true });
  });

  it("are combined if two places are one", () => {
    const [here, there] = [new NameSet().add("city").add("a b"), new NameSet().add("zip").add("a b").add("c d")];
    expect(here.addAll(there).names).to.deep.equal({ shown: ["city", "zip"], hidden: 2, isPartial: false });
  });
});
