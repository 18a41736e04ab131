import type { TerraformStack } from "cdktf";
import type { GroupRequest, RangeDestination } from "../../network/group-request.ts";
import { findNetwork } from "../../network/lookup.ts";
import { allowEgressToRange } from "../../network/rules.ts";
import { SecurityGroup } from "../../network/security-group.ts";
import { HTTPS } from "../../network/services.ts";
import { SHORT_NAME } from "../names.ts";
import { isShared, type RelationalToSnowflake } from "../settings.ts";

const GROUP = `${SHORT_NAME}-dms`;

/** The security group that the replication instance needs in a network that is created here. */
export function groupsOf({ deployDms, dmsNetwork: network }: RelationalToSnowflake): readonly GroupRequest[] {
  if (!isShared(network) || !deployDms) return [];
  const services = [{ service: "s3" }, { service: "secretsmanager" }, { service: "logs" }] as const;
  return [{ name: GROUP, to: [...services, ...network.databases] }];
}

/** The subnets and groups of the replication instance, in which the check of the sources is, too. */
export function dmsNetwork(stack: TerraformStack, environment: RelationalToSnowflake) {
  const { dmsNetwork: settings, network } = environment;
  if (!isShared(settings)) return settings;
  // The check has found it.
  if (network === undefined) throw new Error("no network in the environment");
  const found = findNetwork(stack, "network", { environment, settings: network });
  const groupId = found.groupId(GROUP) ?? addGroup(stack, environment, found.vpcId, settings.databases);
  return { subnetIds: found.subnetIds("private"), securityGroupIds: [groupId] };
}

/** A group in a VPC that is managed elsewhere, where the addresses of AWS's services are not known. */
function addGroup(
  stack: TerraformStack,
  environment: RelationalToSnowflake,
  vpcId: string,
  databases: readonly RangeDestination[],
): string {
  const { id } = new SecurityGroup(stack, "dms-group", { environment, vpcId, part: GROUP });
  const aws = { cidr: "0.0.0.0/0", port: HTTPS, why: "S3, Secrets Manager and CloudWatch Logs" };
  for (const range of [aws, ...databases]) allowEgressToRange(stack, { name: GROUP, id }, range);
  return id;
}
