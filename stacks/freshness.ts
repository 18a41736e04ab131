/** How long a collection may be without new rows before an alarm fires. */
export interface FreshnessSettings {
  /** For each collection that `except` does not name. Default 24 hours. */
  readonly default: Freshness;
  /** Other values for single collections, by name. */
  readonly except: { readonly [collection: string]: Freshness };
}

/** Whole hours, 1 to 168, within which a new CLEAN object is expected; or the reason why none is: a collection that is loaded once. */
export type Freshness = { readonly hours: number } | { readonly none: string };

/** The freshness that is expected of a collection. @param names that it may have among the exceptions */
export function freshnessOf({ default: usual, except }: FreshnessSettings, ...names: readonly string[]): Freshness {
  const name = names.find((each) => Object.hasOwn(except, each));
  return (name === undefined ? undefined : except[name]) ?? usual;
}
