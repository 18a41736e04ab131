import type { Environment } from "../environment.ts";
import { deploymentsOf } from "../pipeline.ts";
import type { MongodbToSnowflake, MongodbToSnowflakeSettings } from "./settings.ts";

/** The stacks of this pipeline, in the order of the environments that name it. */
export function mongodbToSnowflakeIn(environments: readonly Environment[]): readonly MongodbToSnowflake[] {
  return deploymentsOf<MongodbToSnowflakeSettings>(environments, "mongodb-to-snowflake");
}
