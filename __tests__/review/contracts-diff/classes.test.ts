import { expect } from "chai";
import fc from "fast-check";
import type { Contract } from "../../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../../contracts/field.ts";
import { type Change, compareMasks, narrows, widens } from "../../../review/contracts-diff/compare-masks.ts";
import { runs } from "../../thoroughness.ts";

describe("The change of a type or a class", () => {
  const changes = (before: Contract, after: Contract) => compareMasks(before, after).map(described);
  const described = (change: Change) => `${change.kind} ${change.path}${widens(change) ? ", widens" : ""}`;

  it("widens if a class is removed or replaced, and not if one is added", () => {
    expect(changes({ a: pii("email") }, { a: true })).to.deep.equal(["reclassified a, widens"]);
    expect(changes({ a: pii("email") }, { a: notPersonal("a template") })).to.deep.equal(["reclassified a, widens"]);
    expect(changes({ a: pii("email") }, { a: pii("name") })).to.deep.equal(["reclassified a, widens"]);
    expect(changes({ a: pii("name") }, { a: phi("name") })).to.deep.equal(["reclassified a, widens"]);
    expect(changes({ a: { b: [{ c: pii("email") }] } }, { a: { b: [{ c: true }] } })).to.deep.equal([
      "reclassified a.b.c, widens",
    ]);
    expect(changes({ a: true }, { a: pii("email") })).to.deep.equal(["reclassified a"]);
    expect(changes({ a: notPersonal("a template") }, { a: pii("email") })).to.deep.equal(["reclassified a"]);
  });

  it("widens if the key's class is removed", () => {
    expect(changes({ a: key(pii("customer_id")) }, { a: "key" })).to.deep.equal(["reclassified a, widens"]);
    expect(changes({ a: "key" }, { a: key(pii("customer_id")) })).to.deep.equal(["reclassified a"]);
  });

  it("widens if parts of a masked value are listed, unless they have the same class", () => {
    expect(changes({ a: pii("address") }, { a: { b: true } })).to.deep.equal(["closed a", "reclassified a.b, widens"]);
    expect(changes({ a: pii("address") }, { a: { b: pii("address") } })).to.deep.equal(["closed a"]);
    expect(changes({ a: true }, { a: { b: true } })).to.deep.equal(["closed a"]);
  });

  it("is reported for a type, and does not widen", () => {
    expect(changes({ a: true }, { a: "date" })).to.deep.equal(["retyped a"]);
    expect(changes({ a: pii("date_of_birth") }, { a: pii("date_of_birth", "date") })).to.deep.equal(["retyped a"]);
    expect(changes({ a: "key" }, { a: key("integer") })).to.deep.equal(["retyped a"]);
    expect(changes({ a: { b: { c: true } } }, { a: { b: [{ c: true }] } })).to.deep.equal(["retyped a.b.c"]);
    expect(changes({ a: "json" }, { a: true }), "the type follows").to.deep.equal(["reshaped a"]);
  });

  it("is empty if the same is written in another way", () => {
    expect(changes({ a: true, _id: "key" }, { a: "text", _id: key("text") })).to.deep.equal([]);
    expect(
      changes({ name: true, tags: "json" }, { name: notPersonal("x"), tags: notPersonal("y", "json") }),
    ).to.deep.equal([]);
    expect(changes({ name: notPersonal("x") }, { name: notPersonal("y") })).to.deep.equal([]);
  });

  it("is shown for a new field", () => {
    const [change] = compareMasks({}, { born: phi("date_of_birth", "date") });
    expect(change).to.deep.equal({ kind: "added", path: "born", says: "date, phi date_of_birth" });
  });

  it("means that a field is not another's new name", () => {
    expect(changes({ mail: pii("email") }, { array_mail: true })).to.deep.equal([
      "added array_mail, widens",
      "removed mail",
    ]);
  });

  it("widens only if a value is visible that was masked, dropped or masked in another way, for any two contracts", () => {
    fc.assert(
      fc.property(contract(), contract(), (before, after) => {
        const found = compareMasks(before, after);
        const isMore = PROBES.some((path) => {
          const [old, now] = [seen(before, path), seen(after, path)];
          return now !== "dropped" && old !== now && old !== "clear";
        });
        const isLess = PROBES.some((path) => seen(before, path) !== "dropped" && seen(after, path) === "dropped");
        expect(found.some(widens)).to.equal(isMore);
        expect(found.some((change) => narrows(change) || change.kind === "renamed")).to.equal(isLess);
      }),
      { numRuns: runs(2000) },
    );
  });
});

const NAMES = ["a", "b", "c"];
const PROBES = deeper(deeper(deeper([[]])));

/** How the warehouse shows a value at this path: not at all, visible, or masked. */
function seen(field: unknown, [name, ...rest]: readonly string[]): string {
  if (field === undefined) return "dropped";
  if (field === true || field === "date") return "clear";
  if (typeof field === "object" && field !== null && "kind" in field) return String(field.kind);
  return name === undefined ? "dropped" : seen((field as Record<string, unknown>)[name], rest);
}

function deeper(paths: readonly string[][]): string[][] {
  return paths.flatMap((path) => [path, ...[...NAMES, "other"].map((name) => [...path, name])]);
}

function contract(): fc.Arbitrary<Contract> {
  const leaf = fc.constantFrom(true as const, "date" as const, pii("email"), pii("name"));
  const inner = fc.dictionary(fc.constantFrom(...NAMES), leaf, { minKeys: 1 });
  const nested = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(leaf, inner), { minKeys: 1 });
  return fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(leaf, nested));
}
