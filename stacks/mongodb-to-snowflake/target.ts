import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import type { LoadingStack, Target } from "../../warehouse/snowflake/target.ts";
import type { Environment } from "../environment.ts";
import { roleArn, stackName } from "../names.ts";
import { allowListOf, collectionsOf, databasesOf } from "./collections.ts";
import { mongodbToSnowflakeIn } from "./deployments.ts";
import { cleanPrefix } from "./names.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/**
 * What Snowflake's SQL of an environment depends on: the contracts that its stacks replicate, and the settings.
 * @param name of an environment with at least one stack
 */
export function targetOf(environments: readonly Environment[], sources: Sources, name: string): Target {
  const stacks = mongodbToSnowflakeIn(environments).filter(
    ({ environment, deployDms }) => environment === name && deployDms,
  );
  const [first] = stacks;
  if (first === undefined) throw new Error(`${name} has no stack`);
  return {
    environment: name,
    snowflake: snowflakeIn(first),
    databases: databasesIn(stacks, sources),
    stacks: stacks.map((stack) => loadingStack(stack, sources)),
    bucket: first.cleanBucket.name,
    access: {
      roleArn: roleArn(first, "snowflake"),
      externalId: `${first.namePrefix}-${name}`,
      locations: stacks.map((stack) => `s3://${first.cleanBucket.name}/${cleanPrefix(stack)}`),
    },
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
