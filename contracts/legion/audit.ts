import type { Contract } from "../contract.ts";

/** The steps of each workflow, with the person and the time, but never their content. */
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
