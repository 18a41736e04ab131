import { DmsReplicationInstance } from "@cdktf/provider-aws/lib/dms-replication-instance/index.js";
import { App, TerraformStack } from "cdktf";
import { checkSources } from "../contracts/check-sources.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import type { Sources } from "../contracts/source.ts";
import { checkWarehouseNames } from "../warehouse/dbt-files/check-names.ts";
import { checkViews } from "../warehouse/snowflake/check.ts";
import { checkEnvironments } from "./checks/check-environments.ts";
import { DmsServiceRoles } from "./constructs/dms-service-roles.ts";
import type { Environment } from "./environment.ts";
import { type Place, placeOf } from "./names.ts";
import { networkStackName } from "./network/names.ts";
import { isMade, type NetworkSettings } from "./network/settings.ts";
import { NetworkStack } from "./network/stack.ts";
import { deploymentsOf, type Pipelines } from "./pipeline.ts";
import { groupsOf } from "./pipeline-groups.ts";
import { PIPELINES } from "./pipelines.ts";
import { enforcePolicies } from "./policies/policies.ts";

interface MakeAppProps {
  readonly sources: Sources;
  readonly environments: readonly (Environment & { readonly network?: NetworkSettings })[];
  readonly pipelines?: Pipelines;
  /** Folder of the Terraform JSON. Default: the one that the CDKTF CLI passes, else `cdktf.out`. */
  readonly outdir?: string;
}

/**
 * Checks the sources and the environments, then adds the stacks of every pipeline in every environment. The policies are checked at synth.
 * @throws ProblemsFound with every problem of the sources and of the environments
 */
export function makeApp({ sources, environments, pipelines = PIPELINES, outdir }: MakeAppProps): App {
  assertNoProblems([
    ...checkSources(sources),
    ...checkViews(sources),
    ...checkWarehouseNames(sources),
    ...checkEnvironments(environments, sources, pipelines),
  ]);
  const app = new App(outdir === undefined ? {} : { outdir });
  for (const environment of environments) addNetwork(app, environment, pipelines);
  const networks = stacksOf(app);
  for (const [name, pipeline] of Object.entries(pipelines)) {
    const deployments = deploymentsOf(environments, name);
    const before = stacksOf(app).length;
    pipeline.addStacks(app, deployments, sources);
    const users = deployments.filter((deployment) => pipeline.groups(deployment).length > 0);
    for (const stack of stacksOf(app).slice(before)) dependOnNetwork(stack, placeOf(stack.node.id, users), networks);
  }
  dependOnServiceRoles(stacksOf(app));
  enforcePolicies(stacksOf(app));
  return app;
}

/** All stacks of the app, in the order in which they were added. */
export function stacksOf(app: App): readonly TerraformStack[] {
  return app.node.children.filter((child) => child instanceof TerraformStack);
}

/** Its ids are looked up, which gives no order. @param user undefined if the stack is in no network */
function dependOnNetwork(stack: TerraformStack, user: Place | undefined, networks: readonly TerraformStack[]): void {
  const network = networks.find(({ node }) => user !== undefined && node.id === networkStackName(user));
  if (network !== undefined) stack.addDependency(network);
}

/** DMS can't create anything before the two roles exist that an account has once. The stack that creates them is deployed first. */
function dependOnServiceRoles(stacks: readonly TerraformStack[]): void {
  const has = (stack: TerraformStack, type: typeof DmsServiceRoles | typeof DmsReplicationInstance) =>
    stack.node.findAll().some((node) => node instanceof type);
  const makers = stacks.filter((stack) => has(stack, DmsServiceRoles));
  for (const stack of stacks.filter((each) => !makers.includes(each) && has(each, DmsReplicationInstance)))
    for (const maker of makers) if (!maker.dependsOn(stack)) stack.addDependency(maker);
}

function addNetwork(app: App, environment: MakeAppProps["environments"][number], pipelines: Pipelines): void {
  const { network: settings } = environment;
  if (settings === undefined || !isMade(settings)) return;
  const requests = groupsOf(environment, pipelines);
  new NetworkStack(app, networkStackName(environment), { environment, settings, requests });
}
