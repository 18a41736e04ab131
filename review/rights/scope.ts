import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { placeOf, stackName } from "../../stacks/names.ts";
import { isMade } from "../../stacks/network/settings.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import { RIGHTS } from "./by-type.ts";
import { NETWORK_RIGHTS } from "./network-types.ts";

/** The stacks of one environment that a policy is for. */
export interface Scope {
  /** The environment, in each of its regions. */
  readonly environments: readonly EnvironmentSettings[];
  /** Those of mongodb-to-snowflake among the stacks, with their settings. */
  readonly deployments: readonly MongodbToSnowflake[];
  readonly stacks: readonly { readonly id: string; readonly environment: EnvironmentSettings }[];
  /** Their types of resources. */
  readonly types: readonly string[];
}

interface Scopes {
  readonly all: Scope;
  readonly mongodbToSnowflake: Scope;
  /** Networks, and the stacks of later pipelines. */
  readonly others: Scope;
}

/**
 * The stacks of an environment. The types of mongodb-to-snowflake and of networks are there even if no resource has them at present:
 * a setting may have removed the resource, which a role must then be able to destroy.
 * @param name of the environment
 * @param synthesised every stack of all environments, by id
 */
export function scopesOf(
  name: string,
  all: readonly EnvironmentSettings[],
  synthesised: ReadonlyMap<string, Terraform>,
): Scopes {
  const environments = all.filter(({ environment }) => environment === name);
  const deployments = mongodbToSnowflakeIn(environments);
  const ids = new Set(deployments.map(stackName));
  const stacks = [...synthesised].flatMap(([id, { resource = {} }]) => {
    const environment = placeOf(id, all);
    return environment?.environment === name ? [{ id, environment, types: Object.keys(resource) }] : [];
  });
  const scope = (chosen: typeof stacks, own: readonly MongodbToSnowflake[], types: readonly string[]): Scope => ({
    environments,
    deployments: own,
    stacks: chosen,
    types: [...new Set([...types, ...chosen.flatMap((stack) => stack.types)])],
  });
  const ofPipeline = deployments.length > 0 ? Object.keys(RIGHTS) : [];
  const hasNetwork = environments.some(({ network }) => network !== undefined && isMade(network));
  const ofNetworks = hasNetwork ? Object.keys(NETWORK_RIGHTS) : [];
  const isPipeline = ({ id }: { readonly id: string }) => ids.has(id);
  return {
    all: scope(stacks, deployments, [...ofPipeline, ...ofNetworks]),
    mongodbToSnowflake: scope(stacks.filter(isPipeline), deployments, ofPipeline),
    others: scope(
      stacks.filter((stack) => !isPipeline(stack)),
      [],
      ofNetworks,
    ),
  };
}
