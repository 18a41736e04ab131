import type { StackProblem } from "./check.ts";
import type { Execution } from "./executions.ts";

/** Status of a stack of mongodb-to-redshift. A part is null if it could not be checked; a problem says why. */
export interface RedshiftStatus {
  readonly stack: string;
  readonly region: string;
  readonly schedule: "ENABLED" | "DISABLED" | null;
  /** The newest executions of the state machine, the newest first. */
  readonly executions: readonly Execution[] | null;
  /** Repositories that lack the image of the deployed stack. */
  readonly missingImages: readonly string[] | null;
  /** The listed collections, in the order of the contracts. */
  readonly collections: readonly DocumentsStatus[];
  readonly problems: readonly StackProblem[];
}

export interface DocumentsStatus {
  /** `legion/users` */
  readonly collection: string;
  /** The newest batch, and when it was extracted. */
  readonly newest: { readonly batch: string; readonly at: Date } | null;
  /** Since when it is not loaded, because somebody has to decide; null if it is loaded. */
  readonly stopped: Date | null;
}
