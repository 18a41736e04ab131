import type { App } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import type { Pipeline } from "../pipeline.ts";
import { check } from "./check.ts";
import { checkTogether } from "./checks/check-together.ts";
import { groupsOf } from "./constructs/job-network.ts";
import { ImagesStack } from "./images-stack.ts";
import { imagesStackId, stackId } from "./names.ts";
import type { MongodbToRedshift, MongodbToRedshiftSettings } from "./settings.ts";
import { SHAPE } from "./shape.ts";
import { MongodbToRedshiftStack } from "./stack.ts";

/** MongoDB -> jobs on Fargate Spot -> Parquet in S3 -> Redshift. Two stacks in each environment and region: images first. */
export const MONGODB_TO_REDSHIFT: Pipeline<MongodbToRedshiftSettings> = {
  shape: SHAPE,
  check,
  checkTogether,
  groups: groupsOf,
  addStacks,
};

function addStacks(app: App, deployments: readonly MongodbToRedshift[], sources: Sources): void {
  for (const environment of deployments) {
    const images = new ImagesStack(app, imagesStackId(environment), { environment });
    new MongodbToRedshiftStack(app, stackId(environment), { environment, sources }).addDependency(images);
  }
}
