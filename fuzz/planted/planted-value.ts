import fc from "fast-check";

/** Seven letters. No word of a log, no key and no digest has five of them in a row, so even a piece of a planted value is found. */
const LETTERS = "QXZJVKW";
const LENGTH = 16;

/** A generated text in place of a personal value: it may never leave. Two are equal with a chance of one in two thousand million. */
export function plantedValue(): fc.Arbitrary<string> {
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
/** The forms in which a planted value could leave, each with a pattern for a piece of the value. */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ["as it is", new RegExp(`(?:[${LETTERS}]\\0?){5,}`, "i")],
  ["in escapes", new RegExp(`(?:(?:%|\\\\+x|\\\\+u00)${HEX}){4,}`, "i")],
  // Digests are hexadecimal too, but do not have eight such pairs in a row.
  ["in hexadecimal", new RegExp(`${HEX}{8,}`, "i")],
  ["in base64", new RegExp(`(?:${base64Groups()}){2,}`)],
];

/** The form of a planted value, or of a piece of one, in the text, including backwards and lower case. Undefined if there is none. */
export function findPlanted(text: string): string | undefined {
  return FORMS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Whether bytes contain a whole planted value. In binary data, a few of its letters in a row may be chance. */
export function hasWholePlanted(bytes: Buffer): boolean {
  return WHOLE.test(bytes.toString("latin1"));
}

const WHOLE = new RegExp(`[${LETTERS}]{12,}`, "i");

/** Three letters in base64 give four characters: a pattern with the possible characters of each. */
function base64Groups(): string {
  const letters = LETTERS.split("");
  const triples = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three)));
  const groups = triples.map((triple) => Buffer.from(triple).toString("base64"));
  return [0, 1, 2, 3].map((place) => `[${groups.map((group) => group[place]).join("")}]`).join("");
}
