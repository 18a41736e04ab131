import type { SeenTable } from "../shared/source/seen-table.ts";
import type { Finding } from "./finding.ts";

/** What a login sees of a source. Its functions run one after the other, on one connection. */
export interface Catalog {
  /** Those of these tables that there are. */
  readonly tables: (names: readonly string[]) => Promise<ReadonlyMap<string, SeenTable>>;
  /** What is missing for all of this to be visible, or for every change to arrive. */
  readonly requirements: (names: readonly string[]) => Promise<readonly Finding[]>;
  readonly close: () => Promise<void>;
}
