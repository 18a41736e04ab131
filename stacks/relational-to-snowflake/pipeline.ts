import type { App } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import type { Pipeline } from "../pipeline.ts";
import { check } from "./check.ts";
import { checkTogether } from "./checks/check-together.ts";
import { groupsOf } from "./constructs/dms-network.ts";
import { stackId } from "./names.ts";
import type { RelationalToSnowflake, RelationalToSnowflakeSettings } from "./settings.ts";
import { SHAPE } from "./shape.ts";
import { RelationalToSnowflakeStack } from "./stack.ts";

/** MySQL, PostgreSQL -> DMS -> Parquet in S3 -> Snowflake. A stack in each environment and region. */
export const RELATIONAL_TO_SNOWFLAKE: Pipeline<RelationalToSnowflakeSettings> = {
  shape: SHAPE,
  check,
  checkTogether,
  groups: groupsOf,
  addStacks,
};

function addStacks(app: App, deployments: readonly RelationalToSnowflake[], sources: Sources): void {
  for (const environment of deployments)
    new RelationalToSnowflakeStack(app, stackId(environment), { environment, sources });
}
