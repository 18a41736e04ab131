import type { Problem } from "../../contracts/problem.ts";
import { between, rule } from "../checks/rule.ts";
import { type Cidr, contains, isPrivate, parseCidr } from "./cidr.ts";
import type { Destination, GroupRequest, RangeDestination } from "./group-request.ts";
import type { MadeNetwork } from "./settings.ts";

/** Checks the groups that pipelines request: their names, and that there is a route to each destination. */
export function checkRequests(settings: MadeNetwork, requests: readonly GroupRequest[]): Problem[] {
  const names = requests.map(({ name }) => name);
  return [
    ...requests.flatMap(({ name }, index) => checkName(name, names.indexOf(name) !== index)),
    ...requests.flatMap(checkDuplicates),
    ...requests.flatMap(({ name, to }) =>
      to.flatMap((destination) => checkDestination(settings, names, `network, group ${name}`, destination)),
    ),
  ];
}

/** Names of groups that the network creates for itself. */
const RESERVED = /^(unused$|endpoint-)/;

function checkName(name: string, isDuplicate: boolean): Problem[] {
  const where = `network, group ${name}`;
  return [
    ...rule(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && !RESERVED.test(name),
      where,
      "the name can't be part of a security group's name",
      "use lower-case letters, digits and single hyphens, a letter first, and not endpoint-…",
    ),
    ...rule(!isDuplicate, where, "two groups have this name", "put the pipeline's short name in front of it"),
  ];
}

function checkDuplicates({ name, to }: GroupRequest): Problem[] {
  const targets = to.map((destination) =>
    Object.entries(destination)
      .filter(([key]) => key !== "why")
      .join(" "),
  );
  return rule(
    new Set(targets).size === targets.length,
    `network, group ${name}`,
    "connects twice to the same port of the same destination",
    "list it once",
  );
}

function checkDestination(
  settings: MadeNetwork,
  names: readonly string[],
  where: string,
  destination: Destination,
): Problem[] {
  if ("service" in destination) return [];
  const problems = between(`${where}, port`, destination.port, 1, 65_535);
  if ("cidr" in destination) return [...problems, ...checkRange(settings, where, destination)];
  return [
    ...problems,
    ...rule(
      names.includes(destination.group),
      where,
      `connects to ${destination.group}, which no pipeline requests`,
      "spell it like the name in its own request",
    ),
  ];
}

/** The characters that AWS accepts in the description of a rule. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
const DESCRIPTION = /^[a-zA-Z0-9. _:/()#,@[\]+=&;{}!$*-]{1,255}$/;

function checkRange({ cidr, nat }: MadeNetwork, where: string, destination: RangeDestination): Problem[] {
  const range = parseCidr(destination.cidr);
  const own = parseCidr(cidr);
  return [
    ...rule(
      DESCRIPTION.test(destination.why) && destination.why.trim() !== "",
      where,
      `the reason for ${destination.cidr} can't be the description of a rule`,
      "say in plain letters what is there, without quotes or apostrophes",
    ),
    ...(range === undefined
      ? rule(false, where, `"${destination.cidr}" is not a range of IPv4 addresses`, "write it as `203.0.113.0/24`")
      : checkRoute(where, destination.cidr, range, own, nat)),
  ];
}

function checkRoute(
  where: string,
  text: string,
  range: Cidr,
  own: Cidr | undefined,
  nat: MadeNetwork["nat"],
): Problem[] {
  if (own !== undefined && contains(own, range))
    return rule(false, where, `${text} is in the network itself`, "name the group that is there");
  if (isPrivate(range))
    return rule(
      false,
      where,
      `there is no route to ${text}: the network is not connected to another`,
      "use a VPC that is connected: network.vpcId, network.privateSubnetIds",
    );
  return rule(
    nat !== 0,
    where,
    `there is no route to ${text}: the network has no NAT gateway`,
    'set network.nat to 1 or "per-zone", or reach the service through an endpoint',
  );
}
