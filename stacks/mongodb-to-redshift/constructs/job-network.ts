import type { TerraformStack } from "cdktf";
import type { Destination, GroupRequest, RangeDestination } from "../../network/group-request.ts";
import { findNetwork } from "../../network/lookup.ts";
import { allowEgressToRange } from "../../network/rules.ts";
import { SecurityGroup } from "../../network/security-group.ts";
import { HTTPS } from "../../network/services.ts";
import { SHORT_NAME } from "../names.ts";
import { isShared } from "../network-settings.ts";
import type { MongodbToRedshift } from "../settings.ts";

const JOBS = `${SHORT_NAME}-jobs`;
const WAREHOUSE = `${SHORT_NAME}-warehouse`;

/** Where the jobs and Redshift are. */
export interface JobNetwork {
  readonly subnetIds: readonly string[];
  readonly jobGroupIds: readonly string[];
  readonly redshiftGroupIds: readonly string[];
}

/**
 * The security groups that the pipeline needs in a network that is created here. Nobody may connect to Redshift: the jobs use its Data API, which
 * is a service of AWS. Redshift reads S3 from inside the network.
 */
export function groupsOf({ jobNetwork }: MongodbToRedshift): readonly GroupRequest[] {
  if (!isShared(jobNetwork)) return [];
  const services: readonly Destination[] = jobNetwork.services === "nat" ? [EVERYWHERE] : ENDPOINTS;
  return [
    { name: JOBS, to: [{ service: "s3" }, ...services, ...jobNetwork.mongodb] },
    { name: WAREHOUSE, to: [{ service: "s3" }] },
  ];
}

/** What jobs on Fargate need beside S3: their image, their log, the secret and Redshift's Data API. */
const ENDPOINTS = [
  { service: "ecr.api" },
  { service: "ecr.dkr" },
  { service: "logs" },
  { service: "secretsmanager" },
  { service: "redshift-data" },
] as const satisfies readonly Destination[];

const EVERYWHERE: RangeDestination = {
  cidr: "0.0.0.0/0",
  port: HTTPS,
  why: "ECR, CloudWatch Logs, Secrets Manager and the Data API of Redshift",
};

/** The subnets and groups of jobs and Redshift. */
export function jobNetworkOf(stack: TerraformStack, environment: MongodbToRedshift): JobNetwork {
  const { jobNetwork, network } = environment;
  if (!isShared(jobNetwork)) return jobNetwork;
  // The check has found it.
  if (network === undefined) throw new Error("no network in the environment");
  const found = findNetwork(stack, "network", { environment, settings: network });
  const groupOf = (name: string, ranges: readonly RangeDestination[]) =>
    found.groupId(name) ?? addGroup(stack, environment, { vpcId: found.vpcId, name, ranges });
  return {
    subnetIds: found.subnetIds("private"),
    jobGroupIds: [groupOf(JOBS, [EVERYWHERE, ...jobNetwork.mongodb])],
    redshiftGroupIds: [groupOf(WAREHOUSE, [{ cidr: "0.0.0.0/0", port: HTTPS, why: "S3" }])],
  };
}

interface Group {
  readonly vpcId: string;
  readonly name: string;
  readonly ranges: readonly RangeDestination[];
}

/** A group in a VPC that is managed elsewhere, where the addresses of AWS's services are not known. */
function addGroup(stack: TerraformStack, environment: MongodbToRedshift, { vpcId, name, ranges }: Group): string {
  const { id } = new SecurityGroup(stack, `${name}-group`, { environment, vpcId, part: name });
  for (const range of ranges) allowEgressToRange(stack, { name, id }, range);
  return id;
}
