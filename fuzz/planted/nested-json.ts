import fc from "fast-check";
import type { NestedMask } from "../../contracts/mask.ts";
import { plantedValue } from "./planted-value.ts";
import { SPECIAL_NAMES, similarNames } from "./similar-names.ts";

type Json = fc.Arbitrary<string>;

/** JSON text for a cell under a nested mask: `leaf` writes listed values; every other place has a planted value. */
export function nestedJson(mask: NestedMask, leaf: Json): Json {
  return value(mask, leaf, 0);
}

function value(mask: NestedMask, leaf: Json, depth: number): Json {
  const object = objectText(mask, leaf, depth);
  // A scalar in an array, or where the mask is nested, counts as unlisted.
  const element = fc.oneof({ weight: 3, arbitrary: object }, { weight: 1, arbitrary: plantedScalar() });
  const array = fc.array(element, { maxLength: 3 }).map((elements) => `[${elements.join(",")}]`);
  return fc.oneof(
    { weight: 4, arbitrary: object },
    { weight: 2, arbitrary: array },
    { weight: 1, arbitrary: array.map((text) => `[${text}]`) },
    { weight: depth === 0 ? 1 : 2, arbitrary: plantedScalar() },
  );
}

function objectText(mask: NestedMask, leaf: Json, depth: number): Json {
  const listed = Object.entries(mask).map(([key, rule]) =>
    fc.option(
      fc
        .tuple(keyText(key), typeof rule === "object" ? value(rule, leaf, depth + 1) : leaf)
        .map(([name, text]) => `${name}:${text}`),
      { nil: undefined },
    ),
  );
  const unlisted = fc.array(unlistedMember(mask), { maxLength: 3 });
  return fc.tuple(fc.tuple(...listed), unlisted, fc.nat(), gap()).map(([members, others, turn, space]) => {
    const all = [...members.filter((member) => member !== undefined), ...others];
    const start = turn % Math.max(1, all.length);
    return `{${space}${[...all.slice(start), ...all.slice(0, start)].join(`${space},${space}`)}${space}}`;
  });
}

function unlistedMember(mask: NestedMask): Json {
  const listed = Object.keys(mask);
  const names = [...listed.flatMap(similarNames), ...paths(mask), ...SPECIAL_NAMES, "", "$date", "a\nb", "\ud800"];
  const known = fc.constantFrom(...names.filter((name) => !listed.includes(name)));
  return fc
    .tuple(
      fc.oneof(known, plantedValue()).chain((name) => keyText(name)),
      unlistedValue(mask),
    )
    .map(([name, text]) => `${name}:${text}`);
}

/** The value of an unlisted key, with keys inside that would be listed elsewhere. */
function unlistedValue(mask: NestedMask): Json {
  const alike = (word: string, rule: NestedMask[string] = mask): string =>
    typeof rule === "object"
      ? `{${Object.entries(rule)
          .map(([key, inner]) => `${JSON.stringify(key)}:${alike(word, inner)}`)
          .join()}}`
      : JSON.stringify(word);
  return fc.oneof(
    plantedScalar(),
    plantedValue().map((word) => alike(word)),
    plantedValue().map((word) => `[1e400,-0,{"${word}":["${word}"]},[]]`),
    fc
      .tuple(plantedValue(), fc.constantFrom(1, 20, 900))
      .map(([word, deep]) => `${"[".repeat(deep)}"${word}"${"]".repeat(deep)}`),
    fc.constantFrom("null", "12345678901234567890123", "{}", "[]"),
  );
}

/** Dotted names, which have no meaning inside a JSON cell. */
function paths(mask: NestedMask): string[] {
  return Object.entries(mask).flatMap(([key, rule]) =>
    typeof rule === "object" ? Object.keys(rule).map((inner) => `${key}.${inner}`) : [],
  );
}

function plantedScalar(): Json {
  return fc
    .tuple(plantedValue(), fc.constantFrom("", '\\"', "\\n", "\\u0000", "\\ud800", "\\\\", ",", "{", "é🙂"))
    .map(([word, odd]) => `"${odd}${word}${odd}"`);
}

/** The same key, with or without an escape. */
function keyText(name: string): Json {
  const plain = JSON.stringify(name);
  const unit = name.charCodeAt(0);
  if (name === "" || unit >= 0xd800) return fc.constant(plain);
  const escaped = `"\\u${unit.toString(16).padStart(4, "0")}${JSON.stringify(name.slice(1)).slice(1)}`;
  return fc.constantFrom(plain, plain, escaped);
}

function gap(): Json {
  return fc.constantFrom("", "", " ", "\n\t", "\r\n");
}
