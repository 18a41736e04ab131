import type { RangeDestination } from "../network/group-request.ts";

/** Where the jobs and Redshift are: subnets and groups that exist, or the environment's network. */
export type JobNetworkSettings = GivenSubnets | SharedNetwork;

interface GivenSubnets {
  /**
   * With routes to MongoDB, S3, ECR, CloudWatch Logs, Secrets Manager and Redshift's Data API. Redshift Serverless needs at least three, in three
   * availability zones. https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html
   */
  readonly subnetIds: readonly string[];
  /** Of the jobs: at least one that lets them connect to those. */
  readonly jobGroupIds: readonly string[];
  /** Of Redshift: at least one that lets it connect to S3. Who may connect to Redshift is in its rules; the jobs need not. */
  readonly redshiftGroupIds: readonly string[];
}

/** Private subnets of the network that the environment names, and security groups that may connect to what is needed only. */
interface SharedNetwork {
  /** Addresses and ports of MongoDB's members. */
  readonly mongodb: readonly RangeDestination[];
  /**
   * How the jobs reach AWS's services. `"endpoints"`: through an endpoint of each, and nowhere else. `"nat"`: through the network's NAT gateway,
   * which costs less if it is there for others; then they may connect to port 443 everywhere.
   */
  readonly services: "endpoints" | "nat";
}

export function isShared(network: JobNetworkSettings): network is SharedNetwork {
  return "mongodb" in network;
}
