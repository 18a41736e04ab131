import type { BatchManifest } from "../shared/batch-manifest.ts";

/** Bounds of a run. Tests bring their own. */
export interface Limits {
  /** A batch is committed at so many bytes of text: what a killed job reads again. */
  readonly batchText: number;
  /** Milliseconds that a secondary may need until it has what the primary had. */
  readonly lagMs: number;
}

export const LIMITS: Limits = { batchText: 256 * 1024 * 1024, lagMs: 600_000 };

/** A run of the container, for what reads: its bounds, whether it is to end, and who is told of each batch. */
export interface Run {
  readonly limits: Limits;
  /** True after SIGTERM: the batch that is being read is committed as it is, and no other begins. */
  readonly isStopping: boolean;
  committed(manifest: BatchManifest): Promise<void> | void;
}
