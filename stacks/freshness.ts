import type { Freshness, FreshnessSettings } from "./environment.ts";

/** The freshness that is expected of a collection. */
export function freshnessOf({ default: usual, except }: FreshnessSettings, collection: string): Freshness {
  return (Object.hasOwn(except, collection) ? except[collection] : undefined) ?? usual;
}
