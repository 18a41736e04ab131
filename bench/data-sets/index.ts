import type { DataSet } from "./data-set.ts";
import { everything } from "./everything.ts";
import { flat } from "./flat.ts";
import { longText } from "./long-text.ts";
import { nested } from "./nested.ts";
import { wide } from "./wide.ts";

/** Several, because one happy path proves nothing. The first is what the goals are about. */
export const DATA_SETS: readonly [DataSet, ...DataSet[]] = [nested, flat, wide, longText, everything];
