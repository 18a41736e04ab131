import type { Resource } from "../../stacks/policies/terraform-json.ts";
import type { PriceItem } from "./prices.ts";

/** One way in which a resource is charged. */
export interface Charge {
  readonly what: string;
  readonly item: PriceItem;
  /** How much of it a month takes if nothing happens. Absent if only use is charged. */
  readonly monthly?: number;
}

/** What a resource of a type is charged by; `FREE` if AWS charges nothing for it. */
export type ChargesOf = (it: Resource) => readonly Charge[];

export const FREE: ChargesOf = () => [];

/** As AWS's own calculator counts them. */
export const HOURS = 730;
