import { createHash } from "node:crypto";
import type { Mask } from "../../contracts/mask.ts";

/** All that decides which bytes come out of a RAW object. */
export interface Projection {
  readonly mask: Mask;
  /** A cell with exactly this text is null. */
  readonly nullMarker: string;
  /** Whether `Op` passes through. */
  readonly passOp: boolean;
}

/** Sixteen hex digits that change when the output of some object may. The order of the keys counts: it is the output's. */
export function maskHash({ mask, nullMarker, passOp }: Projection): string {
  return createHash("sha256")
    .update(JSON.stringify([mask, nullMarker, passOp]))
    .digest("hex")
    .slice(0, 16);
}
