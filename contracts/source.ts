import type { AllowList } from "./mask.ts";

/** A database of which something may leave. */
interface Source {
  readonly engine: "mongodb";
  readonly collections: AllowList;
}

/** Sources by the name of their database. Two of them may have a collection of the same name. */
export type Sources = { readonly [database: string]: Source };
