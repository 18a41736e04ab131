import type { App } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import type { Pipeline } from "../pipeline.ts";
import { check } from "./check.ts";
import { checkTogether } from "./checks/check-together.ts";
import { groupsOf } from "./constructs/producer-network.ts";
import { stackId } from "./names.ts";
import type { MysqlToSnowflake, MysqlToSnowflakeSettings } from "./settings.ts";
import { SHAPE } from "./shape.ts";
import { MysqlToSnowflakeStack } from "./stack.ts";

/** MySQL -> Kinesis -> Firehose -> S3 -> Snowpipe -> star schema. A stack in each environment and region. */
export const MYSQL_TO_SNOWFLAKE: Pipeline<MysqlToSnowflakeSettings> = {
  shape: SHAPE,
  check,
  checkTogether,
  groups: groupsOf,
  addStacks,
};

function addStacks(app: App, deployments: readonly MysqlToSnowflake[], sources: Sources): void {
  for (const environment of deployments) new MysqlToSnowflakeStack(app, stackId(environment), { environment, sources });
}
