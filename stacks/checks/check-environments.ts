import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import { checkNetwork } from "../network/check.ts";
import type { NetworkSettings } from "../network/settings.ts";
import { deploymentsOf, type Pipelines } from "../pipeline.ts";
import { groupsOf } from "../pipeline-groups.ts";
import { checkNames } from "./check-names.ts";
import { checkPromises } from "./check-promises.ts";
import { checkReferences } from "./check-references.ts";
import { checkServiceRoles } from "./check-service-roles.ts";
import { checkShape } from "./check-shape.ts";
import { checkSnowflake } from "./check-snowflake.ts";
import { checkSnowflakeTogether } from "./check-snowflake-together.ts";
import { checkTogether } from "./check-together.ts";

type WithNetwork = Environment & { readonly network?: NetworkSettings };

/**
 * Every problem of the environments and of their pipelines, of each alone and of all together, whether or not a pipeline is switched on.
 * @param sources have the databases and collections that a pipeline may name
 * @returns an empty list if the environments can be deployed
 */
export function checkEnvironments(
  environments: readonly WithNetwork[],
  sources: Sources,
  pipelines: Pipelines,
): Problem[] {
  const misshapen = environments.map((environment, index) => checkShape(environment, index, pipelines));
  return [
    ...environments.flatMap((environment, index) =>
      misshapen[index]?.length ? misshapen[index] : checkEnvironment(environment, sources, pipelines),
    ),
    ...(misshapen.flat().length === 0 ? checkAll(environments, pipelines) : []),
  ];
}

function checkEnvironment(environment: WithNetwork, sources: Sources, pipelines: Pipelines): Problem[] {
  const { network } = environment;
  return [
    ...[checkNames, checkReferences, checkPromises].flatMap((check) => check(environment)),
    ...checkSnowflake(environment, sources),
    ...(network === undefined ? [] : checkNetwork(network, environment, groupsOf(environment, pipelines))),
    ...Object.entries(pipelines).flatMap(([name, pipeline]) =>
      deploymentsOf([environment], name)
        .flatMap((deployment) => pipeline.check(deployment, sources))
        .map((found) => ({ ...found, where: `${name}.${found.where}` })),
    ),
  ].map((found) => ({ ...found, where: `${stackName(environment)}.${found.where}` }));
}

function checkAll(environments: readonly Environment[], pipelines: Pipelines): Problem[] {
  return [
    ...checkTogether(environments),
    ...checkSnowflakeTogether(environments),
    ...checkServiceRoles(environments, pipelines),
    ...Object.entries(pipelines).flatMap(([name, pipeline]) =>
      pipeline.checkTogether(deploymentsOf(environments, name)),
    ),
  ];
}
