import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { imagesStackId, stackId } from "../../../stacks/mongodb-to-redshift/names.ts";
import { synthEvery, type Terraform } from "../synth.ts";
import { production, SOURCES, WITH_OPTIONS } from "./fixtures.ts";

/** The pipeline's stack in an environment. */
export function synth(environment: EnvironmentSettings = production()): Terraform {
  return found(environment, stackId(environment));
}

/** The stack with its images. */
export function synthImages(environment: EnvironmentSettings = production()): Terraform {
  return found(environment, imagesStackId(environment));
}

/** Stacks that together have every argument that one may have. */
export function synthEachRedshift(): Terraform[] {
  return [synthImages(), synth(), synth(production(WITH_OPTIONS))];
}

function found(environment: EnvironmentSettings, id: string): Terraform {
  const stack = synthEvery({ environments: [environment], sources: SOURCES }).get(id);
  if (stack === undefined) throw new Error("no stack");
  return stack;
}
