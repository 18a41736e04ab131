import type { EndpointService } from "./services.ts";

/** A security group that a pipeline asks for, and all that its members may connect to. Who may connect to it follows from the others. */
export interface GroupRequest {
  /** The pipeline's short name and what the members are: `postgres-sync`. Part of the group's name, so a change replaces the group. */
  readonly name: string;
  readonly to: readonly Destination[];
}

/** Where members of a group may open TCP connections to. Without one they can't open any; name resolution always works. */
export type Destination = GroupDestination | ServiceDestination | RangeDestination;

/** Members of another group, which lets them in on this port. */
interface GroupDestination {
  readonly group: string;
  readonly port: number;
}

/** A service of AWS, through an endpoint in the VPC: S3's is free, each of the others costs by the hour, zone and GB. */
interface ServiceDestination {
  readonly service: "s3" | EndpointService;
}

/** Addresses outside, through NAT. */
export interface RangeDestination {
  /** `0.0.0.0/0` is everywhere. */
  readonly cidr: string;
  readonly port: number;
  /** What is there, and why it can't be named more narrowly. It is the rule's description. */
  readonly why: string;
}
