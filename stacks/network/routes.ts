import { Eip } from "@cdktf/provider-aws/lib/eip/index.js";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway/index.js";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway/index.js";
import { Route } from "@cdktf/provider-aws/lib/route/index.js";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { networkName } from "./names.ts";
import type { MadeNetwork } from "./settings.ts";
import type { Zone } from "./subnets.ts";

interface RoutesProps {
  readonly environment: Environment;
  readonly settings: Pick<MadeNetwork, "nat">;
  readonly vpcId: string;
  readonly internetGateway: InternetGateway;
  readonly zones: readonly Zone[];
}

const EVERYWHERE = "0.0.0.0/0";

/**
 * Public subnets reach the internet directly; private ones through a NAT gateway or not at all. Each private subnet has its own route
 * table and each route is its own resource, so that changing `nat` changes gateways and routes and nothing else.
 */
export class Routes extends Construct {
  /** Of the private subnets. */
  readonly privateTableIds: readonly string[];
  /** Source addresses of all connections through NAT: for the allow-lists of the services that are called. */
  readonly natAddresses: readonly string[];

  constructor(scope: Construct, id: string, props: RoutesProps) {
    super(scope, id);
    const { environment, internetGateway, vpcId, zones } = props;
    const publicTable = new RouteTable(this, "public", { vpcId, tags: { Name: networkName(environment, "public") } });
    new Route(this, "public-internet", {
      routeTableId: publicTable.id,
      destinationCidrBlock: EVERYWHERE,
      gatewayId: internetGateway.id,
    });
    for (const { number, publicSubnetId } of zones) {
      associate(this, `public-${number}`, publicSubnetId, publicTable.id);
    }
    const gateways = zones.slice(0, gatewayCount(props)).map((zone) => addGateway(this, props, zone));
    this.natAddresses = gateways.map(({ address }) => address);
    this.privateTableIds = zones.map((zone, index) =>
      addPrivateTable(this, props, zone, gateways[Math.min(index, gateways.length - 1)]?.id),
    );
  }
}

function gatewayCount({ settings: { nat }, zones }: RoutesProps): number {
  return nat === "per-zone" ? zones.length : nat;
}

function addGateway(scope: Construct, { environment, internetGateway }: RoutesProps, zone: Zone) {
  const name = `nat-${zone.number}`;
  const tags = { Name: networkName(environment, name) };
  // AWS assigns no address and creates no NAT gateway before the VPC has an internet gateway.
  const dependsOn = [internetGateway];
  const address = new Eip(scope, `${name}-address`, { domain: "vpc", tags, dependsOn });
  const { id } = new NatGateway(scope, name, {
    allocationId: address.allocationId,
    subnetId: zone.publicSubnetId,
    tags,
    dependsOn,
  });
  return { id, address: address.publicIp };
}

function addPrivateTable(scope: Construct, props: RoutesProps, zone: Zone, natGatewayId: string | undefined): string {
  const name = `private-${zone.number}`;
  const { id } = new RouteTable(scope, name, {
    vpcId: props.vpcId,
    tags: { Name: networkName(props.environment, name) },
  });
  associate(scope, `private-${zone.number}`, zone.privateSubnetId, id);
  if (natGatewayId !== undefined) {
    new Route(scope, `${name}-internet`, { routeTableId: id, destinationCidrBlock: EVERYWHERE, natGatewayId });
  }
  return id;
}

function associate(scope: Construct, name: string, subnetId: string, routeTableId: string): void {
  new RouteTableAssociation(scope, `${name}-association`, { subnetId, routeTableId });
}
