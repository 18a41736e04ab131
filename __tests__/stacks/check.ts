import type { AllowList } from "../../contracts/mask.ts";
import type { Problem } from "../../contracts/problem.ts";
import { checkEnvironments } from "../../stacks/checks/check-environments.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { PIPELINES } from "../../stacks/pipelines.ts";
import { ALLOW_LIST, COMMON_SETTINGS, literalOf, sourcesOf } from "./fixtures.ts";

/** The problems of environments that have only mongodb-to-snowflake. */
export function check(environments: readonly MongodbToSnowflake[], allowList: AllowList = ALLOW_LIST): Problem[] {
  return checkEnvironments(
    environments.map((each) => (each instanceof Object ? literalOf(each) : each)),
    sourcesOf(allowList),
    PIPELINES,
  );
}

/** Where a problem of a setting is told. */
export function whereOf({ environment, region }: MongodbToSnowflake, path: string): string {
  const [first = ""] = path.split(".");
  return [`${environment}-${region}`, ...(COMMON_SETTINGS.includes(first) ? [] : ["mongodb-to-snowflake"]), path].join(
    ".",
  );
}
