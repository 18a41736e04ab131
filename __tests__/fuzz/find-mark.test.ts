import { expect } from "chai";
import fc from "fast-check";
import { findMark, mark } from "../../fuzz/marks/mark.ts";
import { runs } from "../thoroughness.ts";

describe("A mark", () => {
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

  it("is seen in any form, and where it was cut", () => {
    fc.assert(
      fc.property(
        mark(),
        fc.constantFrom(...FORMS),
        fc.nat({ max: 4 }),
        fc.nat({ max: 4 }),
        (word, form, from, end) => {
          expect(findMark(`ab${form(word.slice(from, word.length - end))}cd`), "its form").not.to.equal(undefined);
        },
      ),
    );
  });

  it("is a piece of five letters already", () => {
    fc.assert(
      fc.property(mark(), fc.nat({ max: 11 }), (word, from) => {
        expect(findMark(`ab${word.slice(from, from + 5)}cd`)).to.equal("as it is");
      }),
    );
  });

  it("is not seen in what is no secret: digests, numbers, times, words", () => {
    const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
    fc.assert(
      fc.property(digest, fc.nat(), (hex, number) => {
        const text = `production-us-west-2/clean/x.${hex}.json.gz ${number} 2026-11-21T10:15:00.000Z QUOTE_TRAILING RawKey`;
        expect(findMark(text)).to.equal(undefined);
      }),
      { numRuns: runs(2000) },
    );
  });
});
