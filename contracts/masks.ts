import { SOURCES } from "./index.ts";
import type { Masks } from "./mask.ts";
import { masksOf } from "./mask-of.ts";

/** What the cleaner knows of the contracts. In the bundle this module is JSON, made when it is built: `functions/bundle-function.ts`. */
export const MASKS: Masks = masksOf(SOURCES);
