import { SOURCES } from "./index.ts";
import type { Masks } from "./mask.ts";
import { masksOf } from "./mask-of.ts";

/** The masks for the cleaner. In the bundle this module is JSON, written by the build: `functions/bundle-function.ts`. */
export const MASKS: Masks = masksOf(SOURCES);
