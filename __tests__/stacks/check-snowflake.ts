import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { ShareSettings, SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import { check } from "./check.ts";
import { withoutRemedy } from "./fixtures.ts";

export const USER = "arn:aws:iam::444455556666:user/fixture";
export const SHARE: ShareSettings = { accounts: ["PARTNERORG.PARTNER"], views: "all" };

export function withSnowflake(environment: MongodbToSnowflake, snowflake: SnowflakeSettings): MongodbToSnowflake {
  return { ...environment, snowflake };
}

export function problemsOf(environments: readonly MongodbToSnowflake[]) {
  return check(environments).map(withoutRemedy);
}
