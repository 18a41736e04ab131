/**
 * Whether tests try all their examples, as `npm run test:thorough` does in CI, or only a sample of them, so that `npm test` takes a
 * minute. A test has the same meaning in both.
 */
export const THOROUGH = process.env.THOROUGH === "1";

/** Of how many examples `npm test` tries one. */
const ONE_IN = 12;

/** How many examples of a property are tried: all of them, or one in twelve. */
export function runs(all: number): number {
  return THOROUGH ? all : Math.ceil(all / ONE_IN);
}

/** The examples of a list that are tried: all of them, or the first and every twelfth after it. */
export function sample<T>(all: readonly T[]): readonly T[] {
  return THOROUGH ? all : all.filter((_, index) => index % ONE_IN === 0);
}
