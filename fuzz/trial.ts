import fc from "fast-check";

/** One way to try the cleaner on what nobody wrote. */
export interface Trial {
  readonly name: string;
  /** What must hold. */
  readonly promise: string;
  /** Its part of all runs. */
  readonly share: number;
  /** @param count is told what became of each example */
  property(count: (outcome: string) => void): fc.IAsyncProperty<[unknown]>;
  /** What an example of it looks like, none of its text. */
  shape(example: unknown): string;
}

/** How often a failing example is made smaller: a smaller one reads better, and takes time. */
const SMALLER_TRIES = 300;

/** @param attempt gives what became of the example; throws a Finding where the promise does not hold */
export function trial<T>(
  about: Pick<Trial, "name" | "promise" | "share">,
  examples: fc.Arbitrary<T>,
  attempt: (example: T) => Promise<string>,
  shape: (example: T) => string,
): Trial {
  return {
    ...about,
    property: (count) => limited(examples, async (example) => count(await attempt(example))),
    shape: (example) => shape(example as T),
  };
}

function limited<T>(examples: fc.Arbitrary<T>, run: (example: T) => Promise<void>): fc.IAsyncProperty<[unknown]> {
  let triesLeft: number | undefined;
  const property = fc.asyncProperty(examples, async (example) => {
    if (triesLeft !== undefined && triesLeft-- <= 0) return;
    try {
      await run(example);
    } catch (error) {
      triesLeft ??= SMALLER_TRIES;
      throw error;
    }
  });
  return property as unknown as fc.IAsyncProperty<[unknown]>;
}
