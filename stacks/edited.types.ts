import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import type { AllowList } from "../contracts/mask.ts";
import type { Environment } from "./environment.ts";
import { ENVIRONMENTS } from "./environments.ts";

/**
 * Compiled, never run: it checks that the files that users edit (tsconfig.edited.json) export these two by these names, as all
 * other code imports them.
 */
export const edited: readonly [AllowList, readonly Environment[]] = [EXPECTED_FIELDS_FOR_ANALYTICS, ENVIRONMENTS];
