import { type Table, table } from "../table.ts";

/** What was in the orders before a customer's newest: the largest table. Rows are only added, so it has no time of a change. */
export const orderProductsPrior: Table = table({
  key: ["order_id", "product_id"],
  columns: {
    order_id: "integer",
    product_id: "integer",
    add_to_cart_order: "integer",
    reordered: "boolean",
  },
});
