import type { Contract } from "../contract.ts";

/** Customers without name and contact: what they pay, where they are, how they were segmented. */
export const customers: Contract = {
  tier: true,
  created_at: true,
  address: {
    country: true,
    region: true,
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
