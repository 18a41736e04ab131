import type { Problem } from "../../../contracts/problem.ts";
import { between, rule } from "../../checks/rule.ts";
import { parseCidr } from "../../network/cidr.ts";
import { isMade } from "../../network/settings.ts";
import type { MysqlToSnowflake, ReachSettings } from "../settings.ts";

/** Subnets are given, or the environment has a network. Its own check looks at the addresses. */
export function checkNetwork({ databases, producerNetwork, network }: MysqlToSnowflake): Problem[] {
  const where = "producerNetwork";
  const isOwn =
    "vpc" in producerNetwork && producerNetwork.vpc === "shared" && network !== undefined && isMade(network);
  return [
    ...("vpcId" in producerNetwork
      ? [
          ...checkId(`${where}.vpcId`, producerNetwork.vpcId, "vpc-"),
          ...producerNetwork.subnetIds.flatMap((id) => checkId(`${where}.subnetIds`, id, "subnet-")),
          ...rule(
            producerNetwork.subnetIds.length > 0 &&
              new Set(producerNetwork.subnetIds).size === producerNetwork.subnetIds.length,
            `${where}.subnetIds`,
            "no subnet, or one is named twice",
            "name one in each zone, once",
          ),
        ]
      : rule(
          producerNetwork.vpc === "default" || network !== undefined,
          where,
          "the environment has no network",
          "add `network` to the environment, or give producerNetwork.vpcId and producerNetwork.subnetIds",
        )),
    ...Object.entries(databases).flatMap(([name, { reach }]) => checkReach(`databases.${name}.reach`, reach, isOwn)),
  ];
}

function checkReach(where: string, reach: ReachSettings, isChecked: boolean): Problem[] {
  return [
    ...between(`${where}.port`, reach.port, 1, 65_535),
    ...("securityGroupId" in reach
      ? checkId(`${where}.securityGroupId`, reach.securityGroupId, "sg-")
      : isChecked
        ? []
        : rule(
            parseCidr(reach.cidr) !== undefined && reach.cidr !== "0.0.0.0/0" && reach.why.trim() !== "",
            where,
            `"${reach.cidr}" is not a range of addresses with a reason`,
            "write it as { cidr: `10.1.0.0/24`, port, why }, as narrow as you can",
          )),
  ];
}

function checkId(where: string, id: string, prefix: string): Problem[] {
  return rule(
    id.startsWith(prefix) && /^[0-9a-f]{8,17}$/.test(id.slice(prefix.length)),
    where,
    `"${id}" is not an id`,
    `write it as ${prefix}0123456789abcdef0`,
  );
}
