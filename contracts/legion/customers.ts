import type { Contract } from "../contract.ts";
import { key, notPersonal, pii } from "../field.ts";

/**
 * Customers without name and contact: what they pay, where they are, how old they are, their segments. In the warehouse the key and the
 * personal fields are masked, and a masked key still joins with the customers of orders.
 */
export const customers: Contract = {
  oid__id: key(pii("customer_id")),
  tier: true,
  birthday: pii("date_of_birth", "date"),
  created_at: "timestamp",
  address: {
    country: notPersonal("only a country"),
    region: notPersonal("a part of a country, as large as a state"),
    postcode: pii("postal_code"),
  },
  array_subscriptions: {
    plan: true,
    started_at: "timestamp",
    price: {
      amount: "decimal(12,2)",
      currency: true,
    },
  },
  array_segments: "json",
};
