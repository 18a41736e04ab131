import { createHash } from "node:crypto";
import type { Mask } from "../../contracts/mask.ts";

/** Everything that decides the output of a RAW object. */
export interface Projection {
  readonly mask: Mask;
  /** A cell with exactly this text counts as null. */
  readonly nullMarker: string;
  /** Whether `Op` passes through. */
  readonly passOp: boolean;
}

/** Sixteen hex digits that change if the output may change. The order of the mask's keys counts: it is the order of the output. */
export function maskHash({ mask, nullMarker, passOp }: Projection): string {
  return createHash("sha256")
    .update(JSON.stringify([mask, nullMarker, passOp]))
    .digest("hex")
    .slice(0, 16);
}
