import fc from "fast-check";

/** Seven letters of which no word of a log, no key and no digest has five in a row, so that even a piece of a mark is told. */
const LETTERS = "QXZJVKW";
const LENGTH = 16;

/** A personal value, made up: it may never leave. No two are alike, but by a chance of one in two thousand million. */
export function mark(): fc.Arbitrary<string> {
  return fc.noShrink(fc.nat()).map((number) => {
    let state = number;
    return Array.from({ length: LENGTH }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return LETTERS[(state >>> 16) % LETTERS.length];
    }).join("");
  });
}

const CODES = [...Buffer.from(LETTERS)].map((byte) => byte.toString(16));
const HEX = `(?:${[...CODES, ...[...Buffer.from(LETTERS.toLowerCase())].map((byte) => byte.toString(16))].join("|")})`;
/** Each way of writing a text in which a mark could slip by, and how many of its letters give it away. */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ["as it is", new RegExp(`(?:[${LETTERS}]\\0?){5,}`, "i")],
  ["in escapes", new RegExp(`(?:(?:%|\\\\+x|\\\\+u00)${HEX}){4,}`, "i")],
  // Digests are hexadecimal too: eight pairs in a row are no chance.
  ["in hexadecimal", new RegExp(`${HEX}{8,}`, "i")],
  ["in base64", new RegExp(`(?:${base64Groups()}){2,}`)],
];

/** How a mark, or a piece of one, stands in the text: written backwards or in small letters too. Undefined: none does. */
export function findMark(text: string): string | undefined {
  return FORMS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Whether a whole mark stands among bytes of any kind, where a few of its letters in a row may be chance. */
export function hasWholeMark(bytes: Buffer): boolean {
  return WHOLE.test(bytes.toString("latin1"));
}

const WHOLE = new RegExp(`[${LETTERS}]{12,}`, "i");

/** Of three letters in base64: the characters that may stand at each of four places. */
function base64Groups(): string {
  const letters = LETTERS.split("");
  const triples = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three)));
  const groups = triples.map((triple) => Buffer.from(triple).toString("base64"));
  return [0, 1, 2, 3].map((place) => `[${groups.map((group) => group[place]).join("")}]`).join("");
}
