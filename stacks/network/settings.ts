import type { BudgetSettings } from "../environment.ts";

/** The network of an environment and region: one that is made here, or one that exists. Pipelines share it. */
export type NetworkSettings = MadeNetwork | GivenNetwork;

/** Makes the stack `<environment>-<region>-network`: a VPC with a public and a private subnet in each zone. */
export interface MadeNetwork {
  /**
   * Private IPv4 range of the VPC, /16 to /22, as `10.20.0.0/16`. Each subnet is a sixteenth of it. Can't be changed later.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly cidr: string;
  /**
   * Availability zones. Default 3, which Redshift Serverless asks for; RDS and DMS ask for 2.
   * https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html
   */
  readonly zones: 2 | 3;
  /**
   * NAT gateways, by which private subnets reach the internet. 0: they don't, and what needs AWS's services goes through endpoints.
   * Default 1: one for all zones; if its zone fails, no zone has a way out. Each costs by the hour and by the GB.
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
   */
  readonly nat: 0 | 1 | "per-zone";
  /** Days that refused connections are kept in the flow log, one of CloudWatch's values. Default 90. */
  readonly logDays: number;
  /** Of the network stack: NAT gateways and endpoints cost by the hour, whether used or not. Absent, none. */
  readonly budget?: BudgetSettings;
}

/** A VPC that somebody else looks after. There is no network stack, and each module makes its own security group. */
export interface GivenNetwork {
  /** `vpc-0123456789abcdef0` */
  readonly vpcId: string;
  /** At least two, in different zones (three for Redshift Serverless), with a way to whatever the pipelines talk to. */
  readonly privateSubnetIds: readonly string[];
  /** For what needs an address of its own. Empty if nothing does. */
  readonly publicSubnetIds: readonly string[];
}

/** Whether the network is made here. */
export function isMade(settings: NetworkSettings): settings is MadeNetwork {
  return "cidr" in settings;
}
