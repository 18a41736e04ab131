import type { Contract } from "../../../contracts/contract.ts";
import { type SnowflakeSettings, snowflakeIn } from "../../../warehouse/snowflake/settings.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";

type Contracts = Readonly<Record<string, Contract>>;

/** An environment with these collections of `legion`, which one stack replicates. */
export function targetOf(legion: Contracts, settings: SnowflakeSettings = {}, more: Partial<Target> = {}): Target {
  const stack = "production-us-west-2";
  return {
    environment: "production",
    snowflake: snowflakeIn({ environment: "production", snowflake: settings }),
    databases: { legion },
    stacks: [
      { name: stack, collections: Object.keys(legion).map((collection) => ({ database: "legion", collection })) },
    ],
    bucket: "legion-clean-analytics",
    access: {
      roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-snowflake",
      externalId: "external-id",
    },
    lakes: [],
    ...more,
  };
}
