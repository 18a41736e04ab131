import { pii } from "../field.ts";
import { type Table, table } from "../table.ts";

/** Orders: when they were placed, and how long after the one before. Of the customer only the identifier. */
export const orders: Table = table({
  key: ["order_id"],
  updatedAt: "updated_at",
  columns: {
    order_id: "integer",
    user_id: pii("customer_id"),
    eval_set: "text",
    order_number: "integer",
    order_dow: "integer",
    order_hour_of_day: "integer",
    days_since_prior_order: "decimal(5,1)",
    updated_at: "timestamp",
  },
});
