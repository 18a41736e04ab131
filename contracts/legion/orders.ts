import type { Contract } from "../contract.ts";
import { notPersonal } from "../field.ts";

/** Orders: what was bought and how it was shipped, not to whom. */
export const orders: Contract = {
  oid_customer_id: true,
  status: true,
  total: true,
  shipping: {
    carrier: true,
    address: {
      country: notPersonal("only a country"),
    },
  },
  array_lines: {
    sku: true,
    quantity: true,
    price: true,
  },
};
