import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import type { AllowList } from "../contracts/mask.ts";
import type { Environment } from "./environment.ts";
import { ENVIRONMENTS } from "./environments.ts";

/** Compiled with what users edit (tsconfig.edited.json), never run: all else imports these two, by these names. */
export const edited: readonly [AllowList, readonly Environment[]] = [EXPECTED_FIELDS_FOR_ANALYTICS, ENVIRONMENTS];
