import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { networkStackName } from "../../../stacks/network/names.ts";
import { MODULES, type Module, moduleId } from "../../../stacks/snowflake-to-postgres/names.ts";
import { resources, synthEvery, type Terraform } from "../synth.ts";
import { production, SOURCES, WITH_OPTIONS } from "./fixtures.ts";

/** A module's stack in an environment. */
export function synth(module: Module, environment: EnvironmentSettings = production()): Terraform {
  return found(environment, moduleId(environment, module));
}

/** The stack of the environment's network. */
export function synthNetwork(environment: EnvironmentSettings = production()): Terraform {
  return found(environment, networkStackName(environment));
}

/** Every module, by name. */
export function synthModules(environment: EnvironmentSettings = production()): Map<Module, Terraform> {
  return new Map(MODULES.map((module) => [module, synth(module, environment)]));
}

/** Stacks that together have every argument that one may have. */
export function synthEachModule(): Terraform[] {
  return [production(), production(WITH_OPTIONS)].flatMap((environment) => [...synthModules(environment).values()]);
}

// biome-ignore lint/suspicious/noExplicitAny: a definition is JSON of many shapes.
export type Definition = any;

/** The definition of a state machine, as it is deployed. */
export function definitionOf(machine: "export" | "sync" | "run", environment = production()): Definition {
  const stack = synth(machine === "export" ? "batch" : "sync", environment);
  const it = resources(stack, "aws_sfn_state_machine").find(({ name }) => String(name).endsWith(`-${machine}`));
  return JSON.parse(String(it?.definition));
}

function found(environment: EnvironmentSettings, id: string): Terraform {
  const stack = synthEvery({ environments: [environment], sources: SOURCES }).get(id);
  if (stack === undefined) throw new Error(`no stack ${id}`);
  return stack;
}
