import type { Problem } from "../../contracts/problem.ts";
import { between, rule } from "../checks/rule.ts";
import { checkAdministrators } from "./check-administrators.ts";
import { type Cidr, contains, isPrivate, parseCidr } from "./cidr.ts";
import type { Destination, GroupRequest, RangeDestination } from "./group-request.ts";
import type { MadeNetwork } from "./settings.ts";

/** Checks the groups that pipelines request: their names, and that there is a route to each destination. */
export function checkRequests(settings: MadeNetwork, requests: readonly GroupRequest[]): Problem[] {
  const names = requests.map(({ name }) => name);
  return [
    ...requests.flatMap(({ name }, index) => checkName(name, names.indexOf(name) !== index)),
    ...requests.flatMap(checkDuplicates),
    ...requests.flatMap((request) =>
      request.to.flatMap((destination) => checkDestination({ settings, names, request }, destination)),
    ),
    ...requests.flatMap(({ name, from = [] }) =>
      from.flatMap((range) => checkOutside(`network, group ${name}`, range)),
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

interface Context {
  readonly settings: MadeNetwork;
  /** Of all groups. */
  readonly names: readonly string[];
  readonly request: GroupRequest;
}

function checkDestination({ settings, names, request }: Context, destination: Destination): Problem[] {
  if ("service" in destination) return [];
  const where = `network, group ${request.name}`;
  const problems = between(`${where}, port`, destination.port, 1, 65_535);
  if ("cidr" in destination) return [...problems, ...checkRange(settings, request, where, destination)];
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

function checkRange(
  { cidr, nat }: MadeNetwork,
  { isPublic }: GroupRequest,
  where: string,
  destination: RangeDestination,
): Problem[] {
  const range = parseCidr(destination.cidr);
  const own = parseCidr(cidr);
  return [
    ...checkReason(where, destination),
    ...(range === undefined
      ? notARange(where, destination.cidr)
      : checkRoute(where, destination.cidr, range, own, isPublic || nat !== 0)),
  ];
}

function checkReason(where: string, { cidr, why }: RangeDestination): Problem[] {
  return rule(
    DESCRIPTION.test(why) && why.trim() !== "",
    where,
    `the reason for ${cidr} can't be the description of a rule`,
    "say in plain letters what is there, without quotes or apostrophes",
  );
}

function notARange(where: string, cidr: string): Problem[] {
  return rule(false, where, `"${cidr}" is not a range of IPv4 addresses`, "write it as `203.0.113.0/24`");
}

/** Who may connect from outside: the policy of networks refuses more. */
function checkOutside(where: string, range: RangeDestination): Problem[] {
  return [
    ...checkReason(where, range),
    ...(parseCidr(range.cidr) === undefined ? notARange(where, range.cidr) : checkAdministrators(where, range.cidr)),
  ];
}

function checkRoute(where: string, text: string, range: Cidr, own: Cidr | undefined, hasRoute: boolean): Problem[] {
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
    hasRoute,
    where,
    `there is no route to ${text}: the network has no NAT gateway`,
    'set network.nat to 1 or "per-zone", or reach the service through an endpoint',
  );
}
