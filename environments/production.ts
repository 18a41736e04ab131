import type { SnowflakeSettings } from "../warehouse/snowflake/settings.ts";

/** Snowflake, the same in all regions of production. Account, ARN, external id and receiver are placeholders: put in your own. */
export const PRODUCTION_SNOWFLAKE: SnowflakeSettings = {
  account: "exampleorg-production",
  iamUserArn: "arn:aws:iam::444455556666:user/EXAMPLE",
  notifications: { externalId: "EXAMPLE_SFCRole=1_EXAMPLE=" },
  shares: { CLEARWELL_PARTNER: { accounts: ["PARTNERORG.PARTNER"], views: ["legion/orders"] } },
};
