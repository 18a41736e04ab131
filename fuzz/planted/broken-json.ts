import fc from "fast-check";
import type { NestedMask } from "../../contracts/mask.ts";
import { nestedJson } from "./nested-json.ts";
import { plantedValue } from "./planted-value.ts";

/** A JSON cell that the cleaner must leave out, so its listed places have planted values too. Without a mask the column is kept whole. */
export function brokenJson(mask: NestedMask | undefined): fc.Arbitrary<string> {
  const word = plantedValue().map((text) => JSON.stringify(text));
  const sound = mask === undefined ? word.map((text) => `[${text}]`) : nestedJson(mask, word);
  const bracketed = sound.map((text) => (/^[[{]/.test(text) ? text : `[${text}]`));
  const broken = fc.tuple(bracketed, plantedValue(), fc.nat(), fc.constantFrom(...BREAKS));
  const ways = [broken.map(([text, inside, at, brk]) => brk(text, inside, at)), plantedValue()];
  return mask === undefined ? fc.oneof(...ways) : fc.oneof(...ways, repeatedKey(mask));
}

type Break = (text: string, word: string, at: number) => string;

const BREAKS: readonly Break[] = [
  // Like a LOB that DMS cut off.
  (text, _, at) => text.slice(0, 1 + (at % (text.length - 1))),
  (text, word) => text + word,
  (text, word) => word + text,
  (text, word) => `${text},"${word}"`,
  (text, word) => `[${text},]${word}`,
  (text, word) => `{'${word}':${text}}`,
  (text, word) => `[${text},"${word}\n"]`,
  (text, word) => `[${text},"${word}\\x"]`,
  (text, word) => `[${text},NaN,"${word}"]`,
  (text) => `\u00a0${text}`,
  (text) => `\uFEFF${text}`,
  (text) => "[".repeat(1001) + text + "]".repeat(1001),
];

/** A listed key twice in one object: nobody can know which one is right. */
function repeatedKey(mask: NestedMask): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...Object.entries(mask)), plantedValue(), plantedValue())
    .chain(([[key, rule], first, second]) => {
      const name = JSON.stringify(key);
      const inner = typeof rule === "object" ? nestedJson(rule, fc.constant(`"${first}"`)) : fc.constant(`"${first}"`);
      return inner.map((text) => `[{${name}:${text},"x":"${second}",${name}:"${second}"}]`);
    });
}
