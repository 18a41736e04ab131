import fc from "fast-check";
import type { Mask } from "../../contracts/mask.ts";
import { listedHeaders } from "./listed-headers.ts";
import { plantedValue } from "./planted-value.ts";
import { SPECIAL_NAMES, similarNames } from "./similar-names.ts";

const PLAIN_NAMES = ["email", "name", "ssn", "oid__id", "_id", "_doc", "Op", "op", "OP", ""];

/** Header names that the mask does not list: plain names, names that look listed, and a map's keys, which are personal. */
export function unlistedNames(mask: Mask): fc.Arbitrary<string[]> {
  const listed = listedHeaders(mask);
  const alike = [...listed].flatMap(similarNames);
  const known = [...PLAIN_NAMES, ...SPECIAL_NAMES, ...alike].filter((name) => !listed.has(name));
  const name = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: personalName() });
  const few = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
  const many = plantedValue().map((word) => Array.from({ length: 130 }, (_, index) => `contacts.${word}_${index}.x`));
  return fc.oneof({ weight: 60, arbitrary: few }, { weight: 1, arbitrary: many });
}

/** A map's key as a dotted header. The first is a plain name, so it may be printed as a dropped column; the others may not. */
function personalName(): fc.Arbitrary<string> {
  return plantedValue().chain((word) =>
    fc.constantFrom(
      `contacts.${word}`,
      `contacts.${word}@example.org`,
      `${word} ${word}`,
      `contacts.${word}-1`,
      `${word}\n`,
      `"${word}",`,
      `${word}\u00e9`,
      `${word}${word}${word}${word}_`,
    ),
  );
}
