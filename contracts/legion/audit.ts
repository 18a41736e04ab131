import type { Mask } from "../mask.ts";

/** Who did what in which workflow: the steps, never their content. */
export const audit: Mask = {
  customer_id: true,
  status: true,
  array_nodes: {
    data: {
      label: true,
      step_id: true,
    },
  },
};
