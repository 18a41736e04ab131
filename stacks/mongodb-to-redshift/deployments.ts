import type { Environment } from "../environment.ts";
import { deploymentsOf } from "../pipeline.ts";
import type { MongodbToRedshift, MongodbToRedshiftSettings } from "./settings.ts";

/** The stacks of this pipeline, in the order of the environments that name it. */
export function mongodbToRedshiftIn(environments: readonly Environment[]): readonly MongodbToRedshift[] {
  return deploymentsOf<MongodbToRedshiftSettings>(environments, "mongodb-to-redshift");
}
