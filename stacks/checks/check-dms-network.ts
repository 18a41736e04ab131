import type { Problem } from "../../contracts/problem.ts";
import { rule } from "./rule.ts";

/** The given network of a replication instance. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.VPC.html */
export function checkDmsNetwork(
  where: string,
  {
    securityGroupIds,
    subnetIds,
  }: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] },
  database: string,
): Problem[] {
  return [
    ...rule(
      new Set(subnetIds).size >= 2,
      `${where}.subnetIds`,
      `${new Set(subnetIds).size} subnets, DMS needs 2`,
      "add one in another availability zone",
    ),
    ...rule(
      securityGroupIds.length > 0,
      `${where}.securityGroupIds`,
      "no security group",
      `add one that lets DMS connect to ${database}`,
    ),
    ...checkIds(`${where}.subnetIds`, subnetIds, "subnet-"),
    ...checkIds(`${where}.securityGroupIds`, securityGroupIds, "sg-"),
  ];
}

function checkIds(where: string, ids: readonly string[], prefix: string): Problem[] {
  return ids.flatMap((id) =>
    rule(
      id.startsWith(prefix) && /^[0-9a-f]{8,17}$/.test(id.slice(prefix.length)),
      where,
      `"${id}" is not an id`,
      `write it as ${prefix}0123456789abcdef0`,
    ),
  );
}
