import type { Problem } from "../../../contracts/problem.ts";
import { checkDmsNetwork } from "../../checks/check-dms-network.ts";
import { rule } from "../../checks/rule.ts";
import { isShared, type RelationalToSnowflake } from "../settings.ts";

/** Subnets and groups are given, or the environment has a network. Its own check looks at the addresses. */
export function checkNetwork({ dmsNetwork, network }: RelationalToSnowflake): Problem[] {
  if (!isShared(dmsNetwork)) return checkDmsNetwork("dmsNetwork", dmsNetwork, "the databases");
  return [
    ...rule(
      network !== undefined,
      "dmsNetwork",
      "the environment has no network",
      "add `network` to the environment, or give dmsNetwork.subnetIds and dmsNetwork.securityGroupIds",
    ),
    ...rule(
      dmsNetwork.databases.length > 0,
      "dmsNetwork.databases",
      "DMS could connect to no database",
      "name the addresses and ports of the databases",
    ),
  ];
}
