import fc from "fast-check";
import type { Mask } from "../../contracts/mask.ts";

/** A tree of names; a leaf has no members. */
type Tree = { [name: string]: Tree };

/** Masks that name some of a file's columns and some of the keys below them. */
export function documentMask([header = [], ...rows]: readonly (readonly string[])[]): fc.Arbitrary<Mask> {
  const tree: Tree = {};
  header.forEach((name, column) => {
    let place = tree;
    for (const segment of name.split(".")) place = below(place, segment);
    for (const row of rows) addKeys(place, row[column] ?? "");
  });
  return maskOf(tree, true) as fc.Arbitrary<Mask>;
}

function maskOf(tree: Tree, isTop: boolean): fc.Arbitrary<object> {
  const names = Object.keys(tree);
  return fc
    .subarray(names, { minLength: 1, maxLength: Math.min(6, names.length) })
    .chain((chosen) =>
      fc
        .tuple(...chosen.map((name) => ruleOf(tree[name] ?? {}, isTop)))
        .map((rules) => Object.fromEntries(chosen.map((name, index) => [name, rules[index]]))),
    );
}

function ruleOf(tree: Tree, isTop: boolean): fc.Arbitrary<unknown> {
  const whole = fc.constantFrom<unknown>(...(isTop ? [true, true, "json"] : [true]));
  return Object.keys(tree).length === 0 ? whole : fc.oneof(whole, maskOf(tree, false), maskOf(tree, false));
}

/** The keys of a JSON cell; those of an array's elements belong to the array. */
function addKeys(place: Tree, text: string): void {
  if (!/^\s*[[{]/.test(text)) return;
  try {
    add(place, JSON.parse(text));
  } catch {
    // DMS cut the cell off: the other rows have enough keys.
  }
}

function add(place: Tree, value: unknown): void {
  if (Array.isArray(value)) for (const element of value) add(place, element);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) add(below(place, key), inner);
}

function below(tree: Tree, name: string): Tree {
  const inner = Object.hasOwn(tree, name) ? tree[name] : undefined;
  if (inner !== undefined) return inner;
  const made: Tree = {};
  Object.defineProperty(tree, name, { value: made, enumerable: true });
  return made;
}
