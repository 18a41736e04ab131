import type { Contract } from "../contract.ts";
import { notPersonal } from "../field.ts";

/** Customers without name and contact: what they pay, where they are, their segments. */
export const customers: Contract = {
  tier: true,
  created_at: true,
  address: {
    country: notPersonal("only a country"),
    region: notPersonal("a part of a country, as large as a state"),
  },
  array_subscriptions: {
    plan: true,
    started_at: true,
    price: {
      amount: true,
      currency: true,
    },
  },
  array_segments: "json",
};
