import type { Contract } from "../contract.ts";
import { notPersonal, pii } from "../field.ts";

/** Orders: what was bought and how it was shipped. The buyer is only an identifier, which the warehouse masks. */
export const orders: Contract = {
  oid_customer_id: pii("customer_id"),
  status: true,
  total: "decimal(12,2)",
  shipping: {
    carrier: true,
    address: {
      country: notPersonal("only a country"),
    },
  },
  array_lines: {
    sku: true,
    quantity: "integer",
    price: "decimal(12,2)",
  },
};
