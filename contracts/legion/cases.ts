import type { Contract } from "../contract.ts";

/** Support cases, to count them by customer. */
export const cases: Contract = {
  id: true,
  customer_id: true,
};
