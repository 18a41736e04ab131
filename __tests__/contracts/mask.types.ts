import type { Mask } from "../../contracts/mask.ts";

/** Compiled, never run: each line after an `@ts-expect-error` must not compile. */
export const wrongMasks: Mask[] = [
  // @ts-expect-error a field is listed or it is not there; there is no false
  { status: false },
  // @ts-expect-error a list of names is not a mask
  { nodes: ["label"] },
  // @ts-expect-error an unknown word
  { nodes: "text" },
  // @ts-expect-error only a column can be kept whole by "json"; in a nested mask, true does that
  { nodes: { label: "json" } },
  // @ts-expect-error undefined is not a mask
  { status: null },
];
