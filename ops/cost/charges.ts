import type { Resource } from "../../stacks/policies/terraform-json.ts";
import type { PriceItem } from "./prices.ts";

/** One way in which a resource is charged. */
export interface Charge {
  readonly what: string;
  readonly item: PriceItem;
  /** How much of it a month takes if nothing happens. Absent if only use is charged. */
  readonly monthly?: number;
}

/** The charges of a resource; `FREE` if AWS charges nothing for its type. */
export type ChargesOf = (it: Resource) => readonly Charge[];

export const FREE: ChargesOf = () => [];

/** Hours a month, as in AWS's calculator. */
export const HOURS = 730;
