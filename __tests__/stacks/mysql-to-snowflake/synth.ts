import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { stackId } from "../../../stacks/mysql-to-snowflake/names.ts";
import { synthEvery, type Terraform } from "../synth.ts";
import { production, SOURCES } from "./fixtures.ts";

/** The pipeline's stack in an environment. */
export function synth(environment: EnvironmentSettings = production()): Terraform {
  const stack = synthEvery({ environments: [environment], sources: SOURCES }).get(stackId(environment));
  if (stack === undefined) throw new Error("no stack");
  return stack;
}
