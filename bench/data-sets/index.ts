import type { DataSet } from "./data-set.ts";
import { everything } from "./everything.ts";
import { flat } from "./flat.ts";
import { longText } from "./long-text.ts";
import { nested } from "./nested.ts";
import { wide } from "./wide.ts";

/** Several, because a parser may be fast on one kind of file only. The goals are about the first. */
export const DATA_SETS: readonly [DataSet, ...DataSet[]] = [nested, flat, wide, longText, everything];
