import type { SharedSettings } from "../stacks/environment.ts";

/** What is the same in all environments. The account and the address are placeholders: put in your own before the first plan. */
export const SHARED = {
  account: "111122223333",
  primary: { environment: "production", region: "us-west-2" },
  cleanBucket: { name: "legion-clean-analytics", region: "us-east-1", create: true },
  namePrefix: "clearwell",
  tags: {},
  alarms: { email: "data-platform@example.com" },
} as const satisfies SharedSettings;
