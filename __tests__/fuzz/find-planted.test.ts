import { expect } from "chai";
import fc from "fast-check";
import { findPlanted, plantedValue } from "../../fuzz/planted/planted-value.ts";
import { runs } from "../thoroughness.ts";

describe("A planted value", () => {
  const FORMS: readonly ((word: string) => string)[] = [
    (word) => word,
    (word) => word.toLowerCase(),
    (word) => word.split("").reverse().join(""),
    (word) => word.split("").join("\0"),
    (word) => Buffer.from(word).toString("hex"),
    (word) => Buffer.from(word).toString("hex").toUpperCase(),
    (word) => Buffer.from(word).toString("base64url"),
    (word) => Buffer.from(`1${word}`).toString("base64"),
    (word) => Buffer.from(`12${word}`).toString("base64"),
    (word) => word.replace(/./g, (char) => `%${Buffer.from(char).toString("hex")}`),
    (word) => word.replace(/./g, (char) => `\\u00${Buffer.from(char).toString("hex")}`),
    (word) => JSON.stringify(word.replace(/./g, (char) => `\\u00${Buffer.from(char).toString("hex")}`)),
  ];

  it("is found in any form, also if it is cut", () => {
    fc.assert(
      fc.property(
        plantedValue(),
        fc.constantFrom(...FORMS),
        fc.nat({ max: 4 }),
        fc.nat({ max: 4 }),
        (word, form, from, end) => {
          expect(findPlanted(`ab${form(word.slice(from, word.length - end))}cd`), "its form").not.to.equal(undefined);
        },
      ),
    );
  });

  it("is found by a piece of five letters", () => {
    fc.assert(
      fc.property(plantedValue(), fc.nat({ max: 11 }), (word, from) => {
        expect(findPlanted(`ab${word.slice(from, from + 5)}cd`)).to.equal("as it is");
      }),
    );
  });

  it("is not found in digests, numbers, times and ordinary words", () => {
    const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
    fc.assert(
      fc.property(digest, fc.nat(), (hex, number) => {
        const text = `production-us-west-2/clean/x.${hex}.json.gz ${number} 2026-11-21T10:15:00.000Z QUOTE_TRAILING RawKey`;
        expect(findPlanted(text)).to.equal(undefined);
      }),
      { numRuns: runs(2000) },
    );
  });
});
