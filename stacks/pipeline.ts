import type { App } from "cdktf";
import type { z } from "zod";
import type { Problem } from "../contracts/problem.ts";
import type { Sources } from "../contracts/source.ts";
import type { Environment } from "./environment.ts";
import type { GroupRequest } from "./network/group-request.ts";

/** What the checks and the app need of a pipeline. */
export interface Pipeline<Settings extends object> {
  /** What each of its settings takes. */
  readonly shape: z.ZodType<Settings>;
  /** Every problem of its settings in one environment. `where` is the path of a setting among them. */
  check(deployment: Deployment<Settings>, sources: Sources): Problem[];
  /** Every problem between the environments that name it. `where` begins with the environment's name. */
  checkTogether(deployments: readonly Deployment<Settings>[]): Problem[];
  /** The security groups that it needs in the network of an environment. */
  groups(deployment: Deployment<Settings>): readonly GroupRequest[];
  /** Adds its stacks, in all environments that name it. */
  addStacks(app: App, deployments: readonly Deployment<Settings>[], sources: Sources): void;
}

/** A pipeline in an environment: what every stack there knows, and the pipeline's own settings. */
export type Deployment<Settings extends object> = Environment & Settings;

/** By name. */
export type Pipelines = { readonly [name: string]: Pipeline<object> };

/** The deployments of one pipeline, in the order of the environments that name it. */
export function deploymentsOf<Settings extends object>(
  environments: readonly Environment[],
  pipeline: string,
): readonly Deployment<Settings>[] {
  return environments.flatMap((environment) => {
    const settings = (environment as unknown as Readonly<Record<string, Settings | undefined>>)[pipeline];
    return settings === undefined ? [] : [{ ...environment, ...settings }];
  });
}
