import type { Problem } from "../../../contracts/problem.ts";
import { rule } from "../../checks/rule.ts";
import { isMade } from "../../network/settings.ts";
import { isShared } from "../network-settings.ts";
import type { MongodbToRedshift } from "../settings.ts";

/** https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html */
const SERVERLESS_ZONES = 3;

/** A cluster is in one of its subnets, and moves to another if the zone fails. */
const CLUSTER_ZONES = 2;

/** Where jobs and Redshift run is given, or the environment has a network; with as many zones as Redshift needs. */
export function checkJobNetwork(environment: MongodbToRedshift): Problem[] {
  const { jobNetwork, redshift } = environment;
  const needed = redshift.kind === "serverless" ? SERVERLESS_ZONES : CLUSTER_ZONES;
  if (isShared(jobNetwork)) return checkShared(environment, jobNetwork.services, jobNetwork.mongodb.length, needed);
  const { subnetIds, jobGroupIds, redshiftGroupIds } = jobNetwork;
  return [
    ...checkZones("jobNetwork.subnetIds", new Set(subnetIds).size, needed, redshift.kind),
    ...checkIds("jobNetwork.subnetIds", subnetIds, "subnet-"),
    ...rule(
      jobGroupIds.length > 0,
      "jobNetwork.jobGroupIds",
      "no security group",
      "add one that lets the jobs connect to MongoDB and to AWS's services",
    ),
    ...checkIds("jobNetwork.jobGroupIds", jobGroupIds, "sg-"),
    ...rule(
      redshiftGroupIds.length > 0,
      "jobNetwork.redshiftGroupIds",
      "no security group",
      "add one that lets Redshift connect to S3",
    ),
    ...checkIds("jobNetwork.redshiftGroupIds", redshiftGroupIds, "sg-"),
  ];
}

function checkShared(
  { network, redshift: { kind } }: MongodbToRedshift,
  services: "endpoints" | "nat",
  ranges: number,
  needed: number,
): Problem[] {
  if (network === undefined)
    return rule(
      false,
      "jobNetwork",
      "the environment has no network",
      "add `network` to the environment, or give subnets and groups in jobNetwork",
    );
  const zones = isMade(network) ? network.zones : new Set(network.privateSubnetIds).size;
  return [
    ...checkZones(isMade(network) ? "jobNetwork" : "jobNetwork, network.privateSubnetIds", zones, needed, kind),
    ...rule(
      ranges > 0,
      "jobNetwork.mongodb",
      "the jobs could connect to no database",
      "name the addresses and ports of MongoDB's members",
    ),
    ...rule(
      services === "endpoints" || !isMade(network) || network.nat !== 0,
      "jobNetwork.services",
      "the network has no NAT gateway",
      'set network.nat to 1 or "per-zone", or services to "endpoints"',
    ),
  ];
}

function checkZones(where: string, zones: number, needed: number, kind: string): Problem[] {
  return rule(
    zones >= needed,
    where,
    `${zones} subnets, Redshift (${kind}) needs ${needed}`,
    "add one in another availability zone",
  );
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
