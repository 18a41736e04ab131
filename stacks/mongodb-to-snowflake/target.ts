import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import type { LoadingStack, Target } from "../../warehouse/snowflake/target.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import { allowListOf, collectionsOf, databasesOf } from "./collections.ts";
import { mongodbToSnowflakeIn } from "./deployments.ts";
import type { MongodbToSnowflake } from "./settings.ts";
import { inEnvironment, snowflakeAccess } from "./snowflake.ts";

/**
 * What Snowflake loads from CLEAN in an environment: its stacks, their contracts, and who may read them. Also stacks whose DMS is off: what
 * they wrote is loaded, and their pipes stay.
 * @param name of the environment, which may have no stack of this pipeline
 */
export function cleanIn(
  environments: readonly Environment[],
  sources: Sources,
  name: string,
): Pick<Target, "databases" | "stacks" | "access"> {
  const all = mongodbToSnowflakeIn(environments);
  const stacks = inEnvironment({ environment: name }, all);
  const [first] = stacks;
  if (first === undefined) return { databases: {}, stacks: [] };
  const { roleArn, externalId, notifications } = snowflakeAccess(first, all);
  return {
    databases: databasesIn(stacks, sources),
    stacks: stacks.map((stack) => loadingStack(stack, sources)),
    access: { roleArn, externalId, ...(notifications === undefined ? {} : { notifications }) },
  };
}

function databasesIn(stacks: readonly MongodbToSnowflake[], sources: Sources): Target["databases"] {
  const names = [...new Set(stacks.flatMap(databasesOf))];
  return Object.fromEntries(names.map((database) => [database, contractsIn(stacks, sources, database)]));
}

function contractsIn(stacks: readonly MongodbToSnowflake[], sources: Sources, database: string): AllowList {
  return Object.assign({}, ...stacks.map((stack) => allowListOf(stack, sources, database))) as AllowList;
}

function loadingStack(stack: MongodbToSnowflake, sources: Sources): LoadingStack {
  const collections = collectionsOf(stack, sources).map(({ database, collection }) => ({ database, collection }));
  return { name: stackName(stack), collections };
}
