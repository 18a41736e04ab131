import type { Problem } from "../../../contracts/problem.ts";
import type { Sources } from "../../../contracts/source.ts";
import { ENVIRONMENT_MAX_BYTES, toEnvironment } from "../../../functions/source-columns/environment.ts";
import { rule } from "../../checks/rule.ts";
import type { RelationalToSnowflake } from "../settings.ts";
import { sourceColumnsSettings } from "../source-columns-settings.ts";
import { databasesOf, sourceOf } from "../tables.ts";

/** Whether Lambda accepts the settings of the check of the sources, which are in the function's environment. */
export function checkSourceColumns(environment: RelationalToSnowflake, sources: Sources): Problem[] {
  // Its own check reports a database that is not in the contracts.
  if (databasesOf(environment).some((name) => sourceOf(sources, name) === undefined)) return [];
  const bytes = Buffer.byteLength(JSON.stringify(toEnvironment(sourceColumnsSettings(environment, sources))));
  return rule(
    bytes <= ENVIRONMENT_MAX_BYTES,
    "databases",
    `the settings of the check of the sources have ${bytes} bytes, Lambda accepts ${ENVIRONMENT_MAX_BYTES}`,
    "replicate some databases in another environment, or leave `tables` out where all are replicated",
  );
}
