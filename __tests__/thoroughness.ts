/**
 * Whether tests try all their examples, as `npm run test:thorough` does in CI, or only a sample of them, so that `npm test` takes a
 * minute. What a test claims is the same in both.
 */
export const THOROUGH = process.env.THOROUGH === "1";

/** How many examples of a property are tried: all of them, or one in six. */
export function runs(all: number): number {
  return THOROUGH ? all : Math.ceil(all / 6);
}
