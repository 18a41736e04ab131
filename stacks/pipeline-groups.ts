import type { Environment } from "./environment.ts";
import type { GroupRequest } from "./network/group-request.ts";
import { deploymentsOf, type Pipelines } from "./pipeline.ts";

/** The security groups that the pipelines of an environment need in its network. */
export function groupsOf(environment: Environment, pipelines: Pipelines): readonly GroupRequest[] {
  return Object.entries(pipelines).flatMap(([name, pipeline]) =>
    deploymentsOf([environment], name).flatMap((deployment) => pipeline.groups(deployment)),
  );
}
