import type { App, TerraformStack } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import { alarmNamesOf } from "../constructs/alarms-of.ts";
import type { Pipeline } from "../pipeline.ts";
import { addBastion } from "./bastion-module.ts";
import { addBatch } from "./batch-module.ts";
import { addBuckets } from "./buckets-module.ts";
import { addCatalog } from "./catalog-module.ts";
import { check } from "./check.ts";
import { checkTogether } from "./checks/check-together.ts";
import { groupsOf } from "./constructs/groups.ts";
import { ModuleStack } from "./module-stack.ts";
import { MODULES, type Module } from "./names.ts";
import { addPostgres } from "./postgres-module.ts";
import type { SnowflakeToPostgres, SnowflakeToPostgresSettings } from "./settings.ts";
import { SHAPE } from "./shape.ts";
import { addStreaming } from "./streaming-module.ts";
import { addSync } from "./sync-module.ts";

/** Snowflake -> S3 -> Glue and PostgreSQL; events -> Kinesis -> Firehose -> S3. A stack for each module, in each environment and region. */
export const SNOWFLAKE_TO_POSTGRES: Pipeline<SnowflakeToPostgresSettings> = {
  shape: SHAPE,
  check,
  checkTogether,
  groups: groupsOf,
  addStacks,
};

/** The modules that stay when the others are switched off: they hold data. */
const KEPT: readonly Module[] = ["buckets", "postgres"];

/** What each module needs. Names are derived and ids are looked up, so nothing else says in which order they are deployed. */
const NEEDS: { readonly [Name in Module]: readonly Module[] } = {
  buckets: [],
  postgres: [],
  bastion: ["buckets", "postgres"],
  batch: ["buckets"],
  streaming: ["buckets"],
  catalog: ["buckets"],
  sync: ["postgres", "bastion", "batch", "catalog"],
};

function addStacks(app: App, deployments: readonly SnowflakeToPostgres[], sources: Sources): void {
  for (const environment of deployments) {
    const made = new Map<Module, ModuleStack>();
    const add: { readonly [Name in Module]: (stack: TerraformStack) => void } = {
      buckets: (stack) => addBuckets(stack, environment),
      postgres: (stack) => addPostgres(stack, environment),
      bastion: (stack) => addBastion(stack, environment, sources),
      batch: (stack) => addBatch(stack, environment, sources),
      streaming: (stack) => addStreaming(stack, environment),
      catalog: (stack) => addCatalog(stack, environment, sources),
      sync: (stack) => addSync(stack, environment, [...made.values()].flatMap(alarmNamesOf)),
    };
    for (const module of MODULES) {
      const isThere = environment.deployModules || KEPT.includes(module);
      const stack = new ModuleStack(app, { environment, module, add: isThere ? add[module] : () => {} });
      for (const needed of NEEDS[module]) stack.addDependency(made.get(needed) as ModuleStack);
      made.set(module, stack);
    }
  }
}
