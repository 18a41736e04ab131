import { DataAwsSecurityGroups } from "@cdktf/provider-aws/lib/data-aws-security-groups/index.js";
import { Fn, type TerraformStack } from "cdktf";
import { SSH } from "../../network/check-administrators.ts";
import type { GroupRequest, RangeDestination } from "../../network/group-request.ts";
import { findNetwork, type Network } from "../../network/lookup.ts";
import { networkName } from "../../network/names.ts";
import { allowConnection, allowEgressToRange, allowIngressFromRange } from "../../network/rules.ts";
import { SecurityGroup } from "../../network/security-group.ts";
import { HTTPS } from "../../network/services.ts";
import { isMade } from "../../network/settings.ts";
import { SHORT_NAME } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { expect } from "./found.ts";

/** PostgreSQL's own. */
export const PORT = 5432;

const DATABASE = `${SHORT_NAME}-database`;
const BASTION = `${SHORT_NAME}-bastion`;
const SYNC = `${SHORT_NAME}-sync`;

/** What the bastion reaches of AWS: Session Manager, packages and certificates. Their addresses are not known here. */
const EVERYWHERE: RangeDestination = {
  cidr: "0.0.0.0/0",
  port: HTTPS,
  why: "Session Manager, Secrets Manager, packages and certificates",
};

/**
 * The groups that the modules need in a network that is made by its own stack. PostgreSQL connects to nothing; the sync to PostgreSQL and to S3,
 * whose endpoint costs nothing, so it needs no NAT.
 */
export function groupsOf(environment: SnowflakeToPostgres): readonly GroupRequest[] {
  const { network, deployModules } = environment;
  if (network === undefined || !isMade(network)) return [];
  const database = { name: DATABASE, to: [] };
  if (!deployModules) return [database];
  const toDatabase = { group: DATABASE, port: PORT };
  return [
    database,
    {
      name: BASTION,
      to: [{ service: "s3" }, toDatabase, EVERYWHERE],
      from: administrators(environment),
      isPublic: true,
    },
    { name: SYNC, to: [{ service: "s3" }, toDatabase] },
  ];
}

function administrators({ bastion: { ssh } }: SnowflakeToPostgres): readonly RangeDestination[] {
  return ssh === undefined ? [] : [{ cidr: ssh.cidr, port: SSH, why: "administrators by SSH" }];
}

/** Where a module's members are, and their group. */
export interface Placed {
  readonly network: Network;
  readonly groupId: string;
}

/** The network, and PostgreSQL's group in it. */
export function placeDatabase(stack: TerraformStack, environment: SnowflakeToPostgres): Placed {
  const network = networkOf(stack, environment);
  return { network, groupId: network.groupId(DATABASE) ?? addGroup(stack, environment, network, DATABASE) };
}

/** The network, and the sync's group in it. */
export function placeSync(stack: TerraformStack, environment: SnowflakeToPostgres): Placed {
  const network = networkOf(stack, environment);
  const found = network.groupId(SYNC);
  if (found !== undefined) return { network, groupId: found };
  const groupId = addGroup(stack, environment, network, SYNC);
  allowDatabase(stack, environment, network, { name: SYNC, id: groupId });
  allowEgressToRange(stack, { name: SYNC, id: groupId }, { cidr: "0.0.0.0/0", port: HTTPS, why: "S3" });
  return { network, groupId };
}

/** The network, and the bastion's group in it. */
export function placeBastion(stack: TerraformStack, environment: SnowflakeToPostgres): Placed {
  const network = networkOf(stack, environment);
  const found = network.groupId(BASTION);
  if (found !== undefined) return { network, groupId: found };
  const group = { name: BASTION, id: addGroup(stack, environment, network, BASTION) };
  allowDatabase(stack, environment, network, group);
  allowEgressToRange(stack, group, EVERYWHERE);
  for (const range of administrators(environment)) allowIngressFromRange(stack, group, range);
  return { network, groupId: group.id };
}

function networkOf(stack: TerraformStack, environment: SnowflakeToPostgres): Network {
  const { network: settings } = environment;
  // The check has found it.
  if (settings === undefined) throw new Error("no network in the environment");
  return findNetwork(stack, "network", { environment, settings });
}

/** In a VPC that is managed elsewhere, each module makes its own. */
function addGroup(stack: TerraformStack, environment: SnowflakeToPostgres, { vpcId }: Network, part: string): string {
  return new SecurityGroup(stack, `${part}-group`, { environment, vpcId, part }).id;
}

/** A rule to and from the group that the module postgres has made. */
function allowDatabase(
  stack: TerraformStack,
  environment: SnowflakeToPostgres,
  { vpcId }: Network,
  from: { readonly name: string; readonly id: string },
): void {
  const name = networkName(environment, DATABASE);
  const { ids } = new DataAwsSecurityGroups(stack, "database-group", {
    filter: [
      { name: "vpc-id", values: [vpcId] },
      { name: "group-name", values: [name] },
    ],
    ...expect(environment, "postgres", "length(self.ids) == 1", `a security group named ${name}`),
  });
  allowConnection(stack, from, { name: DATABASE, id: Fn.element(ids, 0) }, PORT);
}
