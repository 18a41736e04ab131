import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import { PRODUCTION_EU_WEST_1 } from "./production-eu-west-1.ts";
import { PRODUCTION_US_EAST_1 } from "./production-us-east-1.ts";
import { PRODUCTION_US_WEST_2 } from "./production-us-west-2.ts";
import { STAGING_US_WEST_2 } from "./staging-us-west-2.ts";

/** Where the pipelines run: every environment and region. */
export const ENVIRONMENTS: readonly EnvironmentSettings[] = [
  PRODUCTION_US_WEST_2,
  PRODUCTION_US_EAST_1,
  PRODUCTION_EU_WEST_1,
  STAGING_US_WEST_2,
];
