import type { Contract } from "../contract.ts";

/** Who did what in which workflow: the steps, never their content. */
export const audit: Contract = {
  customer_id: true,
  status: true,
  array_nodes: {
    data: {
      label: true,
      step_id: true,
    },
  },
};
