import type { Problem } from "../../contracts/problem.ts";
import { checkBudget } from "../checks/check-budget.ts";
import { checkLogDays } from "../checks/check-log-days.ts";
import { rule } from "../checks/rule.ts";
import type { Environment } from "../environment.ts";
import { checkRequests } from "./check-requests.ts";
import { isPrivate, parseCidr } from "./cidr.ts";
import type { GroupRequest } from "./group-request.ts";
import { type GivenNetwork, isMade, type MadeNetwork, type NetworkSettings } from "./settings.ts";
import { zoneIds } from "./zones.ts";

/**
 * Every problem of a network's settings, and of the groups that pipelines request.
 * @param requests of all pipelines that run in this environment and region
 */
export function checkNetwork(
  settings: NetworkSettings,
  { alarms, region }: Pick<Environment, "alarms" | "region">,
  requests: readonly GroupRequest[],
): Problem[] {
  if (!isMade(settings)) return checkGiven(settings);
  return [
    ...checkRange(settings.cidr),
    ...checkZones(settings, region),
    ...rule(
      [0, 1, "per-zone"].includes(settings.nat),
      "network.nat",
      `${settings.nat} is not a possible number of NAT gateways`,
      'write 0, 1 or "per-zone"',
    ),
    ...checkLogDays("network.logDays", settings.logDays),
    ...checkBudget("network.budget", { alarms, ...settings }),
    ...checkRequests(settings, requests),
  ];
}

/** The largest VPC is a /16. A sixteenth of a /22 has 59 addresses, and Redshift Serverless alone may need most of them. */
function checkRange(cidr: string): Problem[] {
  const where = "network.cidr";
  const range = parseCidr(cidr);
  if (range === undefined)
    return rule(false, where, `"${cidr}" is not a range of IPv4 addresses`, "write it as `10.20.0.0/16`");
  return [
    ...rule(
      range.bits >= 16 && range.bits <= 22,
      where,
      `a /${range.bits} can't be divided into sixteen subnets of a useful size`,
      "use /16 to /22",
    ),
    ...rule(
      isPrivate(range),
      where,
      `"${cidr}" has public addresses, which would become unreachable`,
      "use a range within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    ),
  ];
}

function checkZones({ zones }: MadeNetwork, region: string): Problem[] {
  const most = zoneIds(region).length;
  return rule(
    [2, 3].includes(zones) && zones <= most,
    "network.zones",
    `a network can't have ${zones} zones in ${region}`,
    most === 2 ? "use 2" : "use 2 or 3",
  );
}

function checkGiven({ vpcId, privateSubnetIds, publicSubnetIds }: GivenNetwork): Problem[] {
  return [
    ...checkId("network.vpcId", vpcId, "vpc-"),
    ...privateSubnetIds.flatMap((id) => checkId("network.privateSubnetIds", id, "subnet-")),
    ...publicSubnetIds.flatMap((id) => checkId("network.publicSubnetIds", id, "subnet-")),
    ...rule(
      new Set(privateSubnetIds).size >= 2,
      "network.privateSubnetIds",
      `${new Set(privateSubnetIds).size} subnets, databases need 2`,
      "add one in another availability zone",
    ),
    ...rule(
      new Set([...privateSubnetIds, ...publicSubnetIds]).size === privateSubnetIds.length + publicSubnetIds.length,
      "network.privateSubnetIds, network.publicSubnetIds",
      "a subnet is listed twice",
      "list each once, as private or as public",
    ),
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
