import { SOURCES } from "./index.ts";
import { type RecordMasks, recordMasksOf } from "./record-masks-of.ts";

/** The masks of the transformer. In a bundle this module is JSON, written by the build: `functions/bundle-function.ts`. */
export const RECORD_MASKS: RecordMasks = recordMasksOf(SOURCES);
