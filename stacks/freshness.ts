import type { Freshness, FreshnessSettings } from "./environment.ts";

/** How long this collection may be silent. */
export function freshnessOf({ default: usual, except }: FreshnessSettings, collection: string): Freshness {
  return (Object.hasOwn(except, collection) ? except[collection] : undefined) ?? usual;
}
