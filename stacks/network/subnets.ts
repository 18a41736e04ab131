import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { type Cidr, formatCidr, parseCidr, partOf } from "./cidr.ts";
import { networkName, type Tier, tierTag } from "./names.ts";
import type { MadeNetwork } from "./settings.ts";
import { zoneIds } from "./zones.ts";

interface SubnetsProps {
  readonly environment: Environment;
  readonly settings: MadeNetwork;
  readonly vpcId: string;
}

/** The subnets of one zone. */
export interface Zone {
  /** From 1. */
  readonly number: number;
  readonly publicSubnetId: string;
  readonly privateSubnetId: string;
}

/** Each subnet is a sixteenth of the range, however many there are: a third zone moves none of the others. */
const MORE_BITS = 4;

/** The first sixteenth of each tier; each has one half of the range. */
const FIRST: Readonly<Record<Tier, number>> = { private: 0, public: 8 };

/** A public and a private subnet in each zone. */
export class Subnets extends Construct {
  readonly zones: readonly Zone[];

  constructor(scope: Construct, id: string, props: SubnetsProps) {
    super(scope, id);
    const { region } = props.environment;
    this.zones = zoneIds(region)
      .slice(0, props.settings.zones)
      .map((zoneId, index) => ({
        number: index + 1,
        publicSubnetId: addSubnet(this, props, zoneId, index, "public"),
        privateSubnetId: addSubnet(this, props, zoneId, index, "private"),
      }));
  }
}

/** Also in public subnets nothing gets a public address by default. */
function addSubnet(scope: Construct, props: SubnetsProps, zoneId: string, index: number, tier: Tier): string {
  const { environment, settings, vpcId } = props;
  const name = `${tier}-${index + 1}`;
  return new Subnet(scope, name, {
    vpcId,
    availabilityZoneId: zoneId,
    cidrBlock: formatCidr(partOf(parseCidr(settings.cidr) as Cidr, MORE_BITS, FIRST[tier] + index)),
    mapPublicIpOnLaunch: false,
    tags: { Name: networkName(environment, name), ...tierTag(tier) },
    // The network interfaces of a Lambda function stay for up to 45 minutes after the function is destroyed. https://github.com/hashicorp/terraform-provider-aws/issues/10329
    timeouts: { delete: "60m" },
  }).id;
}
