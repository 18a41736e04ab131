import { EXPECTED_FIELDS_FOR_ANALYTICS, SOURCES } from "../contracts/index.ts";
import type { AllowList } from "../contracts/mask.ts";
import type { Sources } from "../contracts/source.ts";
import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import { ENVIRONMENTS } from "./environments.ts";

/**
 * Compiled, never run: it checks that the files that users edit (tsconfig.edited.json) export these by these names, as all other code
 * imports them.
 */
export const edited: readonly [AllowList, Sources, readonly EnvironmentSettings[]] = [
  EXPECTED_FIELDS_FOR_ANALYTICS,
  SOURCES,
  ENVIRONMENTS,
];
