import type { Mask } from "../mask.ts";

/** Support cases, to count them by customer. */
export const cases: Mask = {
  id: true,
  customer_id: true,
};
