import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets/index.js";
import { DataAwsVpcs } from "@cdktf/provider-aws/lib/data-aws-vpcs/index.js";
import { Fn, type TerraformStack } from "cdktf";
import type { Sources } from "../../../contracts/source.ts";
import type { Destination, GroupRequest } from "../../network/group-request.ts";
import { findNetwork } from "../../network/lookup.ts";
import { allowConnection, allowEgressToRange, type Member } from "../../network/rules.ts";
import { SecurityGroup } from "../../network/security-group.ts";
import { HTTPS } from "../../network/services.ts";
import { isMade } from "../../network/settings.ts";
import { SHORT_NAME } from "../names.ts";
import type { DatabaseSettings, MysqlToSnowflake } from "../settings.ts";
import { databasesOf } from "../tables.ts";
import { addEndpoints } from "./endpoints.ts";
import { servicesOf } from "./services.ts";

const GROUP = `${SHORT_NAME}-producer`;

/** Where the functions run, and what of it they must be told. */
export interface ProducerNetwork {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** The security group that the functions need in a network that is made by its own stack, which also makes the endpoints. */
export function groupsOf(environment: MysqlToSnowflake): readonly GroupRequest[] {
  const { deployStream, producerNetwork } = environment;
  if (!deployStream || !isShared(environment)) return [];
  const services: Destination[] =
    producerNetwork.endpoints === "nat"
      ? [EVERYWHERE]
      : servicesOf(environment).map(({ service }) => ({ service }) as const);
  const databases = databasesOf(environment).map((name) => (environment.databases[name] as DatabaseSettings).reach);
  return [{ name: GROUP, to: [...services, ...databases.filter((reach) => "cidr" in reach)] }];
}

/** Adds what the functions need to reach the databases and AWS. */
export function addProducerNetwork(
  stack: TerraformStack,
  environment: MysqlToSnowflake,
  sources: Sources,
): ProducerNetwork {
  const { network } = environment;
  if (network !== undefined && isShared(environment)) {
    const found = findNetwork(stack, "network", { environment, settings: network });
    const groupId = found.groupId(GROUP) as string;
    // Ranges are in the network's own stack.
    allowDatabases(stack, environment, { name: GROUP, id: groupId }, { ranges: false });
    return { subnetIds: found.subnetIds("private"), securityGroupIds: [groupId], variables: {} };
  }
  const { vpcId, subnetIds, isGiven } = placeOf(stack, environment);
  const group = { name: GROUP, id: new SecurityGroup(stack, "producer-group", { environment, vpcId, part: GROUP }).id };
  allowDatabases(stack, environment, group, { ranges: true });
  const { endpoints } = environment.producerNetwork;
  if (endpoints !== "make") allowEgressToRange(stack, group, EVERYWHERE);
  const variables =
    endpoints === "make" ? addEndpoints(stack, { environment, sources, vpcId, subnetIds, isGiven, from: group }) : {};
  return { subnetIds, securityGroupIds: [group.id], variables };
}

/** Their addresses are not known here. */
const EVERYWHERE = { cidr: "0.0.0.0/0", port: HTTPS, why: "Kinesis, Systems Manager and Secrets Manager" };

function isShared({ producerNetwork, network }: MysqlToSnowflake): boolean {
  return "vpc" in producerNetwork && producerNetwork.vpc === "shared" && network !== undefined && isMade(network);
}

/** A VPC that exists, and subnets of it. */
function placeOf(stack: TerraformStack, { producerNetwork, network }: MysqlToSnowflake) {
  if ("subnetIds" in producerNetwork) return { ...producerNetwork, isGiven: true };
  if (producerNetwork.vpc === "default") return { ...defaultVpc(stack), isGiven: false };
  // The check has found it.
  if (network === undefined || isMade(network)) throw new Error("no network in the environment");
  return { vpcId: network.vpcId, subnetIds: network.privateSubnetIds, isGiven: true };
}

/** A region's default VPC, and the subnet that AWS made in each of its zones. */
function defaultVpc(stack: TerraformStack): { readonly vpcId: string; readonly subnetIds: string[] } {
  const expect = (condition: string, errorMessage: string) => {
    return { lifecycle: { postcondition: [{ condition: `\${${condition}}`, errorMessage }] } };
  };
  const { ids } = new DataAwsVpcs(stack, "default-vpc", {
    filter: [{ name: "is-default", values: ["true"] }],
    ...expect("length(self.ids) == 1", "The region has no default VPC: name subnets in producerNetwork."),
  });
  const vpcId = Fn.element(ids, 0);
  const subnets = new DataAwsSubnets(stack, "default-subnets", {
    filter: [
      { name: "vpc-id", values: [vpcId] },
      { name: "default-for-az", values: ["true"] },
    ],
    ...expect("length(self.ids) > 0", "The default VPC has no default subnet: name subnets in producerNetwork."),
  });
  return { vpcId, subnetIds: Fn.sort(subnets.ids) };
}

function allowDatabases(
  stack: TerraformStack,
  environment: MysqlToSnowflake,
  from: Member,
  { ranges }: { readonly ranges: boolean },
): void {
  for (const name of databasesOf(environment)) {
    const { reach } = environment.databases[name] as DatabaseSettings;
    if (!("cidr" in reach)) allowConnection(stack, from, { name, id: reach.securityGroupId }, reach.port);
    else if (ranges) allowEgressToRange(stack, from, reach);
  }
}
