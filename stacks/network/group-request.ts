import type { EndpointService } from "./services.ts";

/** A security group that a pipeline requests, and all that its members may connect to. Which groups may connect to it is in the other requests. */
export interface GroupRequest {
  /** The pipeline's short name and what the members are: `postgres-sync`. Part of the group's name, so a change replaces the group. */
  readonly name: string;
  readonly to: readonly Destination[];
  /** Addresses outside the VPC that may connect to its members: administrators', by SSH only. Default none. */
  readonly from?: readonly RangeDestination[];
  /** Set if its members are in public subnets, with addresses of their own: they reach what is outside without NAT. */
  readonly isPublic?: true;
}

/** Where members of a group may open TCP connections. A group without destinations can't open any. DNS always works. */
export type Destination = GroupDestination | ServiceDestination | RangeDestination;

/** The members of another group, on this port. */
interface GroupDestination {
  readonly group: string;
  readonly port: number;
}

/** An AWS service, through an endpoint in the VPC. S3's is free; each of the others costs by the hour, zone and GB. */
interface ServiceDestination {
  readonly service: "s3" | EndpointService;
}

/** Addresses outside the VPC: through NAT, or from public subnets directly. */
export interface RangeDestination {
  /** `0.0.0.0/0` is everywhere. */
  readonly cidr: string;
  readonly port: number;
  /** What is there, and why the range can't be narrower. It becomes the rule's description. */
  readonly why: string;
}
