import type { BudgetSettings } from "../environment.ts";

/** The network of an environment and region, which its pipelines share: one that is created here, or one that exists. */
export type NetworkSettings = MadeNetwork | GivenNetwork;

/** Creates the stack `<environment>-<region>-network`: a VPC with a public and a private subnet in each zone. */
export interface MadeNetwork {
  /**
   * Private IPv4 range of the VPC, /16 to /22: `10.20.0.0/16`. Each subnet is a sixteenth of it. It can't be changed later.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly cidr: string;
  /**
   * Availability zones. Default 3, which Redshift Serverless needs; RDS and DMS need 2.
   * https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html
   */
  readonly zones: 2 | 3;
  /**
   * NAT gateways, through which private subnets reach the internet. 0: they don't, and AWS services are reached through endpoints.
   * Default 1, for all zones: if its zone fails, no private subnet reaches the internet. Each costs by the hour and by the GB.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
   */
  readonly nat: 0 | 1 | "per-zone";
  /** Days that the flow log keeps refused connections; one of CloudWatch's values. Default 90. */
  readonly logDays: number;
  /** Budget of the network stack: NAT gateways and endpoints cost by the hour, whether used or not. Absent: no budget. */
  readonly budget?: BudgetSettings;
}

/** A VPC that is managed elsewhere. There is no network stack, and each module creates its own security group. */
export interface GivenNetwork {
  /** `vpc-0123456789abcdef0` */
  readonly vpcId: string;
  /** At least two, in different zones (three for Redshift Serverless), with routes to everything that pipelines connect to. */
  readonly privateSubnetIds: readonly string[];
  /** For what needs a public address. Empty if nothing does. */
  readonly publicSubnetIds: readonly string[];
}

/** Whether the network is created here. */
export function isMade(settings: NetworkSettings): settings is MadeNetwork {
  return "cidr" in settings;
}
