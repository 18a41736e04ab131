import type { Mask } from "../mask.ts";

/** Customers without name and contact: what they pay, where they are, how they were segmented. */
export const customers: Mask = {
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
