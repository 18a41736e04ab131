import type { GroupRequest } from "../../../stacks/network/group-request.ts";
import type { MadeNetwork } from "../../../stacks/network/settings.ts";

/** One NAT gateway for three zones. */
export const NETWORK: MadeNetwork = { cidr: "10.20.0.0/16", zones: 3, nat: 1, logDays: 90 };

/** Each kind of destination, from two pipelines. */
export const REQUESTS: readonly GroupRequest[] = [
  { name: "postgres-database", to: [] },
  { name: "postgres-sync", to: [{ group: "postgres-database", port: 5432 }, { service: "s3" }] },
  {
    name: "redshift-loader",
    to: [
      { service: "redshift-data" },
      { service: "secretsmanager" },
      { service: "s3" },
      { cidr: "0.0.0.0/0", port: 27017, why: "MongoDB, which has no fixed addresses" },
    ],
  },
  { name: "redshift-extract", to: [{ service: "secretsmanager" }, { service: "ecr.dkr" }] },
];
