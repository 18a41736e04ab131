import type { Environment } from "../environment.ts";
import { resourceName, stackName } from "../names.ts";

/** `production-us-west-2-network`. */
export function networkStackName(environment: Environment): string {
  return `${stackName(environment)}-network`;
}

/** Name of the VPC, by which later stacks look it up: `clearwell-production-us-west-2-network`. */
export function vpcName(environment: Environment): string {
  return resourceName(environment, "network");
}

/** Name of what is in the VPC: `clearwell-production-us-west-2-network-private-1`. */
export function networkName(environment: Environment, thing: string): string {
  return `${vpcName(environment)}-${thing}`;
}

/** Whether a subnet has a way in from the internet. */
export type Tier = "private" | "public";

/** Tag of a subnet by which later stacks find all of a tier. */
export function tierTag(tier: Tier): { readonly tier: Tier } {
  return { tier };
}
