import { expect } from "chai";
import fc from "fast-check";
import type { Mask, NestedMask } from "../../../contracts/mask.ts";
import { compareMasks, narrows, widens } from "../../../review/contracts-diff/compare-masks.ts";
import { runs } from "../../thoroughness.ts";

const NAMES = ["a", "b", "array_a", "c"];
/** Paths of every depth of a generated mask, and one deeper; `other` is in no mask. */
const PROBES = deeper(deeper(deeper([[]])));

describe("The change of any mask into any other", () => {
  it("widens only if a path passes now that did not, and narrows only if a path no longer passes", () => {
    fc.assert(
      fc.property(mask(), mask(), (before, after) => {
        const changes = compareMasks(before, after);
        const more = PROBES.some((path) => passes(after, path) && !passes(before, path));
        const less = PROBES.some((path) => passes(before, path) && !passes(after, path));
        expect({
          more: changes.some(widens),
          less: changes.some((change) => narrows(change) || change.kind === "renamed"),
        }).to.deep.equal({ more, less });
      }),
      { numRuns: runs(2000) },
    );
  });
});

/** Whether a mask lets a value at this path through: a second implementation. */
function passes(rule: Mask | NestedMask | true | "json" | "key", [name, ...rest]: readonly string[]): boolean {
  if (typeof rule !== "object") return true;
  const inner = name === undefined ? undefined : rule[name];
  return inner !== undefined && passes(inner, rest);
}

function deeper(paths: readonly string[][]): string[][] {
  return paths.flatMap((path) => [path, ...[...NAMES, "other"].map((name) => [...path, name])]);
}

function mask(): fc.Arbitrary<Mask> {
  const leaf = fc.constant(true as const);
  const inner = fc.dictionary(fc.constantFrom(...NAMES), leaf, { minKeys: 1 });
  const nested = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(leaf, inner), { minKeys: 1 });
  return fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(leaf, fc.constant("json" as const), nested));
}
