import type { App } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import { stackName } from "../names.ts";
import type { Pipeline } from "../pipeline.ts";
import { check } from "./check.ts";
import { checkTogether } from "./checks/check-together.ts";
import { isPrimary } from "./primary.ts";
import type { MongodbToSnowflake, MongodbToSnowflakeSettings } from "./settings.ts";
import { SHAPE } from "./shape.ts";
import { MongodbToSnowflakeStack } from "./stack.ts";

/** MongoDB -> DMS -> RAW -> cleaner -> CLEAN -> Snowpipe. A stack in each environment and region. */
export const MONGODB_TO_SNOWFLAKE: Pipeline<MongodbToSnowflakeSettings> = {
  shape: SHAPE,
  check,
  checkTogether,
  // Its subnets and groups are given.
  groups: () => [],
  addStacks,
};

function addStacks(app: App, deployments: readonly MongodbToSnowflake[], sources: Sources): void {
  const stacks = deployments.map((environment) => ({
    environment,
    stack: new MongodbToSnowflakeStack(app, stackName(environment), {
      environment,
      environments: deployments,
      sources,
    }),
  }));
  // For `cdktf deploy '*'`: all other stacks write to the CLEAN bucket, which the primary creates.
  const [primary] = stacks.filter(({ environment }) => isPrimary(environment));
  if (primary === undefined) return;
  for (const { stack } of stacks) if (stack !== primary.stack) stack.addDependency(primary.stack);
}
