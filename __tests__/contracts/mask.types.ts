import type { Mask } from "../../contracts/mask.ts";

/** Compiled, never run: each line that follows an `@ts-expect-error` must not compile. */
export const wrongMasks: Mask[] = [
  // @ts-expect-error a field is listed or it is not there; there is no false
  { status: false },
  // @ts-expect-error a list of names is no mask
  { nodes: ["label"] },
  // @ts-expect-error an unknown word
  { nodes: "text" },
  // @ts-expect-error only a column can be kept whole as JSON by "json"; below, true does that
  { nodes: { label: "json" } },
  // @ts-expect-error nothing is not a mask
  { status: null },
];
