import type { Change } from "./drift.ts";

/** Why a collection is not loaded: `stopped/<database>/<collection>.json`. Extraction goes on meanwhile. */
export interface Stopped {
  /**
   * - `DRIFT`: a batch differs from the registered schema.
   * - `UNTYPED`: there is no schema yet, because a listed field has no type. It ends by itself when the field is seen.
   * - `UNLISTED`: documents have fields that the contract does not list, and the setting `unlistedFields` is `stop`.
   */
  readonly code: "DRIFT" | "UNTYPED" | "UNLISTED";
  /** The first batch that is not loaded. */
  readonly batch: string;
  readonly changes: readonly Change[];
  /** Of `UNTYPED` and `UNLISTED`: the fields. */
  readonly names: readonly string[];
  /** An operator has rejected the changes: nothing is loaded before the next snapshot. */
  readonly rejected?: boolean;
}
