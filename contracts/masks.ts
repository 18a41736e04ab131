import { SOURCES } from "./index.ts";
import type { Masks } from "./mask.ts";
import type { Sources } from "./source.ts";

export function masksOf(sources: Sources): Masks {
  return Object.fromEntries(Object.entries(sources).map(([database, { collections }]) => [database, collections]));
}

/** What the cleaner knows of what may leave. In the bundle, this module is the same as JSON: `functions/bundle-function.ts`. */
export const MASKS: Masks = masksOf(SOURCES);
