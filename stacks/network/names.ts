import type { Environment } from "../environment.ts";
import { type Place, resourceName, stackName } from "../names.ts";

/** `production-us-west-2-network`. */
export function networkStackName(environment: Place): string {
  return `${stackName(environment)}-network`;
}

/** Name of the VPC, by which later stacks look it up: `clearwell-production-us-west-2-network`. */
export function vpcName(environment: Environment): string {
  return resourceName(environment, "network");
}

/** Name of something in the VPC: `clearwell-production-us-west-2-network-private-1`. */
export function networkName(environment: Environment, part: string): string {
  return `${vpcName(environment)}-${part}`;
}

/** Whether a subnet has a route from and to the internet gateway (public) or not (private). */
export type Tier = "private" | "public";

/** The tag by which later stacks find all subnets of a tier. */
export function tierTag(tier: Tier): { readonly tier: Tier } {
  return { tier };
}
