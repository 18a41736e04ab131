import fc from "fast-check";

/** A kind of generated examples, and what the cleaner must do with them. */
export interface Trial {
  readonly name: string;
  /** What must be true for every example. */
  readonly promise: string;
  /** Its fraction of all runs. */
  readonly share: number;
  /** @param count is called with the outcome of each example */
  property(count: (outcome: string) => void): fc.IAsyncProperty<[unknown]>;
  /** Describes an example without its text. */
  shape(example: unknown): string;
}

/** The limit of attempts to make a failing example smaller: a small one is easier to understand, but takes time. */
const SMALLER_TRIES = 300;

/** @param attempt returns the outcome of the example; throws a Finding if the promise does not hold */
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
